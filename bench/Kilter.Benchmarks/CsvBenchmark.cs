using System.Diagnostics;
using System.Globalization;
using System.Text;
using Kilter.Numerics.Randomness;
using Kilter.Sources;

namespace Kilter.Benchmarks;

/// <summary>Reads one generated CSV file (a time stamp and eight numbers a row) in turn with Kilter and with pandas, and prints medians and their ratio.</summary>
/// <remarks>Both start warm: each program reads the file once before it is timed. The runs alternate, so that a busy moment hits both.</remarks>
internal static class CsvBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var rows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var runs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 7;
        var folder = Directory.CreateTempSubdirectory("kilter-bench-");
        try
        {
            foreach (var (name, header, write) in Shapes())
            {
                var path = Path.Combine(folder.FullName, name + ".csv");
                Write(path, rows, header, write);
                Console.WriteLine($"{name}: {rows:N0} rows, {new FileInfo(path).Length / 1e6:0.0} MB");
                await CompareAsync(path, runs);
                File.Delete(path);
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<(string Name, string Header, Action<StringBuilder, int, Rng> Write)> Shapes()
    {
        yield return ("eight numbers of 4 decimals", "a,b,c,d,e,f,g,h", (line, _, rng) => Numbers(line, rng, "0.0000"));
        yield return ("eight numbers of 16 to 17 digits", "a,b,c,d,e,f,g,h", (line, _, rng) => Numbers(line, rng, "R"));
        yield return ("time and seven numbers of 4 decimals", "time,b,c,d,e,f,g,h", Timed);
    }

    private static void Timed(StringBuilder line, int row, Rng rng)
    {
        line.Append(new DateTime(2026, 1, 1).AddSeconds(row).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)).Append(',');
        Numbers(line, rng, "0.0000", 7);
    }

    private static void Numbers(StringBuilder line, Rng rng, string format, int count = 8)
    {
        for (var c = 0; c < count; c++)
        {
            line.Append(c > 0 ? "," : "").Append(((rng.NextDouble() - 0.5) * 1000).ToString(format, CultureInfo.InvariantCulture));
        }
    }

    private static void Write(string path, int rows, string header, Action<StringBuilder, int, Rng> write)
    {
        var rng = new Rng(42);
        using var file = new StreamWriter(path);
        file.Write(header + "\n");
        var line = new StringBuilder();
        for (var row = 0; row < rows; row++)
        {
            write(line.Clear(), row, rng);
            file.Write(line.Append('\n'));
        }
    }

    private static async Task CompareAsync(string path, int runs)
    {
        using var peer = Peer(path);
        var (ours, theirs) = (new List<double>(), new List<double>());
        await KilterAsync(path);
        await PandasAsync(peer);
        for (var run = 0; run < runs; run++)
        {
            ours.Add(await KilterAsync(path));
            theirs.Add(await PandasAsync(peer));
        }

        peer.StandardInput.Close();
        await peer.WaitForExitAsync();
        var (a, b) = (Median(ours), Median(theirs));
        Console.WriteLine($"  Kilter   {a,7:0.000} s  ({ours.Min():0.000}–{ours.Max():0.000})");
        Console.WriteLine($"  pandas   {b,7:0.000} s  ({theirs.Min():0.000}–{theirs.Max():0.000})");
        Console.WriteLine($"  Kilter is {b / a:0.00} times as fast");
    }

    private static async Task<double> KilterAsync(string path)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        var reading = await new CsvSource(path).ReadAsync(ReadOptions.Default, CancellationToken.None);
        return reading.Frame.Count > 0 ? watch.Elapsed.TotalSeconds : double.NaN;
    }

    private static async Task<double> PandasAsync(Process peer)
    {
        await peer.StandardInput.WriteLineAsync("read");
        await peer.StandardInput.FlushAsync();
        return double.Parse(await peer.StandardOutput.ReadLineAsync() ?? "NaN", CultureInfo.InvariantCulture);
    }

    private static Process Peer(string path)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "peers", "read_csv.py");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("KILTER_PYTHON") ?? "/usr/bin/python3", [script, path])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return Process.Start(start)!;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
