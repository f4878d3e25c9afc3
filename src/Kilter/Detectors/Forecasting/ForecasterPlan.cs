using Kilter.Artifacts;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;

namespace Kilter.Detectors.Forecasting;

/// <summary>What the layers of a forecaster follow from: enough to make them again when a model is read back.</summary>
/// <param name="Window">W.</param>
/// <param name="Ahead">A.</param>
/// <param name="Channels">C.</param>
/// <param name="Units">Widths of the layers, at least one.</param>
/// <param name="Dropout">The share left out behind each layer in training.</param>
/// <param name="Difference">Whether changes are forecast.</param>
internal sealed record ForecasterPlan(int Window, int Ahead, int Channels, IReadOnlyList<int> Units, double Dropout, bool Difference)
{
    /// <summary>The first sample of a window that the network sees: the one before it is there for its change.</summary>
    public int Lead => Difference ? 1 : 0;

    /// <summary>Samples that the network sees.</summary>
    public int Seen => Window - Ahead - Lead;

    /// <summary>What it sees.</summary>
    public SampleShape Input => new(Seen, Difference ? 2 * Channels : Channels);

    /// <summary>What it gives: A·C values.</summary>
    public int Outputs => Ahead * Channels;

    /// <exception cref="ArgumentException">The window leaves nothing to forecast from.</exception>
    public static ForecasterPlan Of(ForecasterOptions options, int channels, IReadOnlyList<int> units)
    {
        var plan = new ForecasterPlan(options.Window, options.Ahead, channels, options.Units.Count > 0 ? options.Units : units, options.Training.Dropout, options.Difference);
        return plan.Seen >= 1
            ? plan
            : throw new ArgumentException($"A window of {options.Window} samples leaves none to forecast {options.Ahead} from{(options.Difference ? " and one for the first change" : "")}. Use a longer window, at least {options.Ahead + plan.Lead + 1}.");
    }

    public static ForecasterPlan Read(ArtifactReader artifact) => new(
        (int)artifact.WholeNumber("window"),
        (int)artifact.WholeNumber("ahead"),
        (int)artifact.WholeNumber("channels"),
        [.. artifact.WholeNumbers("units").Select(u => (int)u)],
        artifact.Number("dropout"),
        artifact.WholeNumber("difference") != 0);

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("window", (long)Window);
        artifact.Set("ahead", (long)Ahead);
        artifact.Set("channels", (long)Channels);
        artifact.Set("units", [.. Units.Select(u => (long)u)]);
        artifact.Set("dropout", Dropout);
        artifact.Set("difference", Difference ? 1L : 0L);
    }

    /// <summary>A layer of each width, with dropout behind it where there is any, then a dense one for the outputs.</summary>
    /// <param name="layer">Makes a layer of a width; the flag says that it is the last before the outputs.</param>
    /// <param name="outputs">Values that go out.</param>
    public IEnumerable<ILayer> Stack(Func<int, bool, ILayer> layer, int outputs)
    {
        for (var i = 0; i < Units.Count; i++)
        {
            yield return layer(Units[i], i == Units.Count - 1);
            if (Dropout > 0)
            {
                yield return new Dropout(Dropout);
            }
        }

        yield return new Dense(outputs);
    }
}
