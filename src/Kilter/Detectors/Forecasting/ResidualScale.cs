using Kilter.Artifacts;
using Kilter.Windows;

namespace Kilter.Detectors.Forecasting;

/// <summary>Turns the residuals of a forecast (observed − forecast, one a channel) into a score: each in robust spreads of its training residuals.</summary>
internal sealed class ResidualScale(Combine combine, double[] spread)
{
    /// <summary>Writes what was expected of the last sample of a window, (C).</summary>
    public delegate void Forecast(ReadOnlySpan<float> window, Span<double> expected);

    public int Channels => spread.Length;

    /// <summary>Learns the spreads from the residuals of the training windows.</summary>
    public static ResidualScale Of(WindowSet train, Forecast forecast, Combine combine, CancellationToken cancellation)
    {
        var (channels, stride) = (train.Channels, RobustSpread.StrideOf(train.Count));
        var rows = (train.Count + stride - 1) / stride;
        var (residuals, expected) = (new double[rows * channels], new double[channels]);
        for (var r = 0; r < rows; r++)
        {
            if (r % 4096 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var window = train[r * stride];
            forecast(window, expected);
            for (var c = 0; c < channels; c++)
            {
                residuals[(c * rows) + r] = window[window.Length - channels + c] - expected[c];
            }
        }

        return FromResiduals(residuals, channels, combine);
    }

    /// <summary>Learns the spreads from residuals that were computed elsewhere, (C, rows): those of a network come a batch at a time.</summary>
    /// <param name="residuals">Reordered.</param>
    /// <param name="channels">C.</param>
    /// <param name="combine">How one score is made of the channels.</param>
    /// <param name="least">The least spread of each channel (C), or empty for none.</param>
    public static ResidualScale FromResiduals(Span<double> residuals, int channels, Combine combine, ReadOnlySpan<double> least = default)
    {
        var (rows, spread) = (residuals.Length / channels, new double[channels]);
        for (var c = 0; c < channels; c++)
        {
            spread[c] = RobustSpread.Of(residuals.Slice(c * rows, rows)).Spread;
            spread[c] = least.IsEmpty ? spread[c] : Math.Max(spread[c], least[c]);
        }

        return new(combine, spread);
    }

    /// <summary>Lets a memory learn the training samples, and learns the spreads from its residuals at the moments that it had seen before.</summary>
    /// <remarks>Where it had seen none (training shorter than a season), the residuals against the sample before it are taken.</remarks>
    public static ResidualScale Learn(WindowSet train, SeasonMemory memory, Combine combine, CancellationToken cancellation)
    {
        var (channels, stride) = (train.Channels, RobustSpread.StrideOf(train.Count));
        var rows = (train.Count + stride - 1) / stride;
        var (residuals, expected, known) = (new double[rows * channels], new double[channels], new bool[rows]);
        for (var n = 0; n < train.Count; n++)
        {
            memory.Seek(train.PlaceOf(n));
            if (n % stride == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                memory.Forecast(expected);
                known[n / stride] = memory.Knows;
                for (var c = 0; c < channels; c++)
                {
                    residuals[(c * rows) + (n / stride)] = train[n][c] - expected[c];
                }
            }

            memory.Learn(train[n]);
        }

        // The very first sample has nothing before it.
        var any = Array.Exists(known, k => k);
        var (kept, spread) = (new double[rows], new double[channels]);
        for (var c = 0; c < channels; c++)
        {
            var count = 0;
            for (var r = 0; r < rows; r++)
            {
                if (any ? known[r] : r > 0)
                {
                    kept[count++] = residuals[(c * rows) + r];
                }
            }

            spread[c] = count == 0 ? 1 : RobustSpread.Of(kept.AsSpan(0, count)).Spread;
        }

        return new(combine, spread);
    }

    public static ResidualScale Read(ArtifactReader artifact) => new((Combine)artifact.WholeNumber("combine"), artifact.Numbers("spread"));

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("combine", (long)combine);
        artifact.Set("spread", spread);
    }

    /// <summary>The score of one sample.</summary>
    public float Score(ReadOnlySpan<float> seen, ReadOnlySpan<double> expected)
    {
        var (largest, sum) = (0.0, 0.0);
        for (var c = 0; c < spread.Length; c++)
        {
            var z = (seen[c] - expected[c]) / spread[c];
            largest = Math.Max(largest, z * z);
            sum += z * z;
        }

        return ScoreNumber.Of(Math.Sqrt(combine == Combine.Max ? largest : sum / spread.Length));
    }

    /// <summary>Scores every window with one forecast.</summary>
    public void Score(WindowSet windows, Forecast forecast, Span<float> scores)
    {
        var expected = new double[spread.Length];
        for (var n = 0; n < windows.Count; n++)
        {
            var window = windows[n];
            forecast(window, expected);
            scores[n] = Score(window[^spread.Length..], expected);
        }
    }

    /// <summary>Each channel's squared residual in spreads, and the forecast.</summary>
    public void Explain(WindowSet windows, Forecast forecast, Span<float> contributions, Span<float> expected)
    {
        var (channels, forecasts) = (spread.Length, new double[spread.Length]);
        for (var n = 0; n < windows.Count; n++)
        {
            var window = windows[n];
            forecast(window, forecasts);
            Explain(window[^channels..], forecasts, contributions.Slice(n * channels, channels), expected.Slice(n * channels, channels));
        }
    }

    /// <summary>Each channel's squared residual in spreads, and the forecast, of one sample.</summary>
    public void Explain(ReadOnlySpan<float> seen, ReadOnlySpan<double> forecast, Span<float> contributions, Span<float> expected)
    {
        for (var c = 0; c < spread.Length; c++)
        {
            var z = (seen[c] - forecast[c]) / spread[c];
            contributions[c] = ScoreNumber.Of(z * z);
            expected[c] = ScoreNumber.Of(forecast[c]);
        }
    }
}
