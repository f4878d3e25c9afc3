using System.Globalization;
using System.Text.Json;

namespace Kilter.Benchmarks;

/// <summary>The standard trainings in turn with Kilter and with PyTorch on the same machine, as JSON lines: medians of pairs that alternate.</summary>
/// <remarks>
/// A ratio above 1 says that Kilter is faster. PyTorch gets the best of three thread settings for each recipe and measure; Kilter two threads.
/// Then: what part of the machine's measured peak the training reached, what a second core adds, and how time grows with the sizes.
/// </remarks>
internal static class TorchBenchmark
{
    private const int Threads = 2;

    public static int Run(string[] args)
    {
        var pairs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        foreach (var recipe in NeuralRecipe.All.Where(r => args.Length < 2 || args.Skip(1).Contains(r.Name)))
        {
            // Fresh processes: what the memory allocator of one recipe's process learned must not speed up or slow down the next.
            var peers = TorchPeer.StartAll();
            try
            {
                Train(recipe, peers, pairs);
                Score(recipe, peers, pairs);
                if (recipe.Streams)
                {
                    Stream(recipe, peers, pairs);
                }
            }
            finally
            {
                foreach (var peer in peers)
                {
                    peer.Dispose();
                }
            }
        }

        return args.Length > 1 ? 0 : EngineBenchmark.Run();
    }

    private static void Train(NeuralRecipe recipe, IReadOnlyList<TorchPeer> peers, int pairs)
    {
        var (peer, theirs) = (Best(peers, recipe.Name, "epoch"), new List<double>());
        var ours = recipe.EpochSeconds(pairs, Threads, () => theirs.Add(peer.Seconds(recipe.Name, "epoch")));
        Print(recipe.Name, "train_s_per_epoch", Median(ours), Median(theirs), Median(theirs) / Median(ours), peer);
    }

    private static void Score(NeuralRecipe recipe, IReadOnlyList<TorchPeer> peers, int pairs)
    {
        var (peer, ours, theirs, scorer) = (Best(peers, recipe.Name, "score"), new List<double>(), new List<double>(), recipe.Scorer(Threads));
        for (var n = 0; n < pairs; n++)
        {
            ours.Add(NeuralRecipe.Repeat(scorer));
            theirs.Add(peer.Seconds(recipe.Name, "score"));
        }

        Print(recipe.Name, "scored_per_s", recipe.Scored.Count / Median(ours), recipe.Scored.Count / Median(theirs), Median(theirs) / Median(ours), peer);
    }

    private static void Stream(NeuralRecipe recipe, IReadOnlyList<TorchPeer> peers, int pairs)
    {
        var (peer, ours, theirs, streamer) = (Best(peers, recipe.Name, "stream"), new List<double>(), new List<double>(), NeuralRecipe.Streamer());
        NeuralRecipe.Repeat(streamer);
        for (var n = 0; n < pairs; n++)
        {
            ours.Add(NeuralRecipe.Repeat(streamer));
            theirs.Add(peer.Seconds(recipe.Name, "stream"));
        }

        Print(recipe.Name, "stream_us_per_sample", 1e6 * Median(ours), 1e6 * Median(theirs), Median(theirs) / Median(ours), peer);
    }

    /// <summary>The setting that is fastest in its second turn; the first warms the process.</summary>
    private static TorchPeer Best(IReadOnlyList<TorchPeer> peers, string recipe, string measure)
        => peers.MinBy(peer => Enumerable.Range(0, 2).Select(_ => peer.Seconds(recipe, measure)).Last())!;

    private static void Print(string recipe, string measure, double ours, double peer, double ratio, TorchPeer who) => Json.Line(json =>
    {
        json.WriteString("recipe", recipe);
        json.WriteString("measure", measure);
        json.WriteNumber("ours", Json.Round(ours));
        json.WriteNumber("peer", Json.Round(peer));
        json.WriteNumber("ratio", Json.Round(ratio));
        json.WriteString("peer_is", $"{who.Version}, {who.Threads}");
    });

    public static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);
}

/// <summary>One JSON object a line on standard output.</summary>
internal static class Json
{
    public static void Line(Action<Utf8JsonWriter> write)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        Console.WriteLine(System.Text.Encoding.UTF8.GetString(memory.ToArray()));
    }

    /// <summary>Four digits: no measurement has more.</summary>
    public static double Round(double value) => double.Parse(value.ToString("g4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
