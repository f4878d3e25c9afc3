using Kilter.Artifacts;
using Kilter.Windows;

namespace Kilter.Detectors.Distribution;

/// <summary>Settings of <see cref="LimitsDetector"/>. At least one limit is needed.</summary>
public sealed record LimitsOptions
{
    /// <summary>Alarm above this value, in measured units; null for no upper limit. Finite.</summary>
    public double? Above { get; init => field = value is null ? null : Guard.InRange(value.Value, -1e30, 1e30); }

    /// <summary>Alarm below this value, in measured units; null for no lower limit. Finite.</summary>
    public double? Below { get; init => field = value is null ? null : Guard.InRange(value.Value, -1e30, 1e30); }
}

/// <summary>Scores a sample by how far it lies beyond limits that people gave. Learns nothing, so constant data will do.</summary>
/// <remarks>
/// <para>
/// Score: 0 in the middle of the two limits, 1 at either, growing evenly: |x − middle| / half of the distance between them. With one limit the
/// unit is that limit's own size: max(0, 1 + (x − above) / |above|) (|above| is taken as 1 when it is 0). The largest of the channels. Range [0, ∞).
/// </para>
/// <para>Values must be in measured units. Cost: O(C) a sample. Draws no random numbers.</para>
/// <para>Source: W. A. Shewhart, "Economic Control of Quality of Manufactured Product", 1931 (specification limits).</para>
/// </remarks>
public sealed class LimitsDetector : IDetector
{
    private readonly double _above;
    private readonly double _below;

    /// <summary>Makes the detector.</summary>
    /// <exception cref="ArgumentException">No limit is given, or the upper one is not above the lower one.</exception>
    public LimitsDetector(LimitsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Above is null && options.Below is null)
        {
            throw new ArgumentException("'fixed' needs a limit: 'above', 'below' or both, in measured units.", nameof(options));
        }

        if (options.Above <= options.Below)
        {
            throw new ArgumentException(FormattableString.Invariant($"'above' is {options.Above} and 'below' is {options.Below}; 'above' must be the larger."), nameof(options));
        }

        (_above, _below) = (options.Above ?? double.PositiveInfinity, options.Below ?? double.NegativeInfinity);
    }

    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "fixed",
        Family = "Distribution",
        FindsBest = "values beyond limits you know",
        WeakAt = "anything inside the limits",
        Channels = "any",
        FitCost = "none",
        Source = "W. A. Shewhart, Economic control of quality of manufactured product, 1931",
        Settings =
        [
            new("above", "none", "a number", "alarm above this value, in measured units"),
            new("below", "none", "a number", "alarm below this value, in measured units"),
        ],
        MeasuredUnits = true,
        OwnLimit = 1,
        Create = settings => new LimitsDetector(new() { Above = Limit(settings, "above"), Below = Limit(settings, "below") }),
        Read = FittedLimits.Read,
    };

    /// <inheritdoc/>
    public int WindowLength => 1;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        DetectorGuard.Fit(train, length: 1, least: 0, context);
        return new FittedLimits(_above, _below, train.Channels);
    }

    private static double? Limit(Settings settings, string name)
    {
        var value = settings.Number(name, double.NaN);
        return double.IsNaN(value) ? null : value;
    }
}

/// <summary>A fitted <see cref="LimitsDetector"/>: the limits, infinite where none is given.</summary>
internal sealed class FittedLimits : IFittedDetector
{
    private readonly double _above;
    private readonly double _below;
    private readonly double _unit;

    public FittedLimits(double above, double below, int channels)
    {
        (_above, _below, Channels) = (above, below, channels);
        var limit = double.IsFinite(above) ? Math.Abs(above) : Math.Abs(below);
        _unit = double.IsFinite(above - below) ? (above - below) / 2 : limit > 0 ? limit : 1;
    }

    public int WindowLength => 1;

    public int Channels { get; }

    public static FittedLimits Read(ArtifactReader artifact)
        => new(artifact.Number("above"), artifact.Number("below"), (int)artifact.WholeNumber("channels"));

    public void Score(WindowSet windows, Span<float> scores)
    {
        DetectorGuard.Score(this, windows, scores);
        for (var n = 0; n < windows.Count; n++)
        {
            var farthest = double.NegativeInfinity;
            foreach (var value in windows[n])
            {
                farthest = Math.Max(farthest, Beyond(value));
            }

            scores[n] = ScoreNumber.Of(Math.Max(0, 1 + (farthest / _unit)));
        }
    }

    public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected)
    {
        DetectorGuard.Explain(this, windows, contributions, expected);
        for (var n = 0; n < windows.Count; n++)
        {
            for (var c = 0; c < Channels; c++)
            {
                var value = windows[n][c];
                contributions[(n * Channels) + c] = ScoreNumber.Of(Math.Max(0, Beyond(value) / _unit));
                expected[(n * Channels) + c] = (float)Math.Clamp(value, _below, _above);
            }
        }
    }

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("above", _above);
        artifact.Set("below", _below);
        artifact.Set("channels", (long)Channels);
    }

    private double Beyond(double value) => Math.Max(value - _above, _below - value);
}
