using System.Globalization;
using System.Text;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Neural.Saving;

namespace Kilter.Numerics.Neural.Training;

/// <summary>Writes and reads the file from which a training goes on to the bit.</summary>
/// <remarks>
/// Everything random follows from the seed and the numbers of epoch and step, so that no generator has a state to keep. What the training is of (layers, loss,
/// options) stands in the file's metadata, and a checkpoint of another one is refused. Epochs, threads and explosion factor may differ.
/// </remarks>
internal sealed class Checkpoint(Network network, ILoss loss, TrainingOptions options, WeightUpdate update, TrainingState state)
{
    private const string Format = "kilter-checkpoint";
    private const string Version = "1";

    /// <summary>Writes the file beside and renames.</summary>
    public void Write(string path)
    {
        var writer = new SafetensorsWriter();
        (writer.Metadata["format"], writer.Metadata["version"]) = (Format, Version);
        foreach (var (name, text) in Identity())
        {
            writer.Metadata[name] = text;
        }

        writer.Add("history", [.. state.Epochs.SelectMany(e => (double[])[e.Loss, e.ValidationLoss, e.LearningRate])], state.Epochs.Count, 3);
        writer.Add("first_loss", [state.FirstLoss]);
        writer.Add("steps", [state.Steps]);
        AddFlat(writer, "weights/", network.Weights);
        AddFlat(writer, "best/", state.Best);
        for (var n = 0; n < update.Moments.Count; n++)
        {
            AddFlat(writer, Moment(n), update.Moments[n].Span);
        }

        writer.Write(path);
    }

    /// <summary>Takes over all that is in the file.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of another training; nothing is changed then.</exception>
    public void Read(string path)
    {
        var file = SafetensorsFile.Read(path);
        WeightFile.CheckFormat(file, Format, Version, "Give a file that a training wrote with TrainingOptions.Checkpoint.");
        CheckIdentity(file);
        var prefixes = Enumerable.Range(0, update.Moments.Count).Select(Moment).Concat(["weights/", "best/"]).ToArray();
        foreach (var prefix in prefixes)
        {
            WeightFile.Check(network, file, prefix);
        }

        var (history, firstLoss, steps) = (file.Doubles("history"), file.Doubles("first_loss"), file.Integers("steps"));
        if (history.Length % 3 != 0 || firstLoss.Length != 1 || steps is not [>= 0])
        {
            throw new InvalidDataException($"'{file.Name}': history, first_loss or steps have another shape than a checkpoint has.");
        }

        state.Epochs.Clear();
        for (var n = 0; n < history.Length; n += 3)
        {
            state.Epochs.Add(new EpochResult((n / 3) + 1, history[n], history[n + 1], history[n + 2]));
        }

        state.Watched.Clear();
        state.Watched.AddRange(state.Epochs.Select(e => e.Watched));
        (state.FirstLoss, state.Steps) = (firstLoss[0], steps[0]);
        ReadFlat(file, "best/", state.Best);
        for (var n = 0; n < update.Moments.Count; n++)
        {
            ReadFlat(file, Moment(n), update.Moments[n].Span);
        }

        WeightFile.Set(network, file, "weights/");
    }

    private static string Moment(int number) => FormattableString.Invariant($"moment_{number + 1}/");

    private void AddFlat(SafetensorsWriter writer, string prefix, ReadOnlySpan<float> flat)
    {
        foreach (var parameter in network.Parameters)
        {
            var values = new float[parameter.Count];
            parameter.Matrix.Read(flat, values);
            writer.Add(prefix + parameter.Name, values, [.. parameter.Shape]);
        }
    }

    private void ReadFlat(SafetensorsFile file, string prefix, Span<float> flat)
    {
        foreach (var parameter in network.Parameters)
        {
            parameter.Matrix.Write(file.Floats(prefix + parameter.Name), flat);
        }
    }

    private void CheckIdentity(SafetensorsFile file)
    {
        foreach (var (name, ours) in Identity())
        {
            var theirs = file.Metadata.GetValueOrDefault(name, "not stated");
            if (theirs != ours)
            {
                throw new InvalidDataException($"'{file.Name}' is a checkpoint of another training: {name} is {theirs} there, and {ours} here. Go on with the same network, loss and options.");
            }
        }
    }

    /// <summary>What must be the same for the bits to be the same, in the order in which a difference is best told.</summary>
    private List<(string Name, string Text)> Identity()
    {
        List<(string, string)> lines = [("input", network.Input.ToString()), ("layers", network.Settings.Count.ToString(CultureInfo.InvariantCulture))];
        AddLayers(lines, "layer ", network.Settings);
        lines.Add(("loss", $"{loss.Name} {Text(loss)}"));
        lines.Add(("batch size", options.BatchSize.ToString(CultureInfo.InvariantCulture)));
        lines.Add(("optimiser", $"{options.Optimizer.Name} {Text(options.Optimizer)}"));
        lines.Add(("schedule", $"{options.Schedule.Name} {Text(options.Schedule)}"));
        lines.Add(("clip", options.Clip is { } clip ? FormattableString.Invariant($"{clip.Kind} {clip.Limit}") : "none"));
        lines.Add(("shuffle", options.Shuffle ? "on" : "off"));
        lines.Add(("validation share", options.ValidationShare.ToString(CultureInfo.InvariantCulture)));
        lines.Add(("early stopping", options.EarlyStopping is { } stopping ? Text(stopping) : "none"));
        lines.Add(("stateful", options.Stateful ? "on" : "off"));
        lines.Add(("seed", options.Seed.ToString(CultureInfo.InvariantCulture)));
        return lines;
    }

    // "layer 2", and "layer 2.1" for the first inside it.
    private static void AddLayers(List<(string Name, string Text)> lines, string prefix, IReadOnlyList<ILayer> layers)
    {
        for (var n = 0; n < layers.Count; n++)
        {
            var name = FormattableString.Invariant($"{prefix}{n + 1}");
            lines.Add((name, Text(layers[n])));
            AddLayers(lines, name + ".", layers[n].Inside);
        }
    }

    // Settings are records, whose text lists all of them; it writes numbers in the culture of the program, so a decimal comma is turned back.
    private static string Text(object settings)
    {
        var text = new StringBuilder(settings.ToString());
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i - 1] == ',' && char.IsAsciiDigit(text[i]))
            {
                text[i - 1] = '.';
            }
        }

        return text.ToString();
    }
}
