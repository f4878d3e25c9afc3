using Kilter.Artifacts;
using Kilter.Numerics.Neural;
using Kilter.Windows;

namespace Kilter.Detectors.Reconstruction;

/// <summary>What a conditional autoencoder is told of a window, beside its values.</summary>
/// <param name="Season">
/// The season in samples: then it is told where in it the window ends, as sines and cosines of the season and its overtones. 0: it is told the level of each channel, the mean
/// over the window. Both are known when the window ends.
/// </param>
/// <param name="Width">Values it is told.</param>
internal sealed record WindowCondition(int Season, int Width)
{
    // The season itself and two overtones: enough for mornings to differ from evenings, too few to know each sample by its place.
    private const int Waves = 3;

    /// <summary>The place in a season of so many samples.</summary>
    public static WindowCondition PlaceIn(int season) => new(season, 2 * Math.Min(Waves, Math.Max(1, season / 2)));

    /// <summary>The level of each of so many channels.</summary>
    public static WindowCondition LevelOf(int channels) => new(0, channels);

    public static WindowCondition Read(ArtifactReader artifact) => new((int)artifact.WholeNumber("season"), (int)artifact.WholeNumber("width"));

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("season", (long)Season);
        artifact.Set("width", (long)Width);
    }

    /// <summary>The values of each window with the condition behind them.</summary>
    /// <param name="windows">They know their place on the clock.</param>
    /// <param name="safe">The same windows as the network sees them.</param>
    /// <param name="stride">Every how many windows one is taken.</param>
    public IWindowSource Beside(WindowSet windows, WindowSet safe, int stride)
    {
        var (size, count) = (safe.Length * safe.Channels, (safe.Count + stride - 1) / stride);
        var rows = new float[(long)count * (size + Width)];
        for (var n = 0; n < count; n++)
        {
            var row = rows.AsSpan(n * (size + Width), size + Width);
            safe[n * stride].CopyTo(row);
            Write(windows.PlaceOf(n * stride), safe[n * stride], row[size..]);
        }

        return new WindowArray(rows, size + Width);
    }

    private void Write(long place, ReadOnlySpan<float> window, Span<float> condition)
    {
        if (Season == 0)
        {
            condition.Clear();
            for (var i = 0; i < window.Length; i++)
            {
                condition[i % Width] += window[i] * Width / window.Length;
            }

            return;
        }

        for (var k = 0; k < Width; k += 2)
        {
            var turn = ((((place % Season) + Season) % Season) * ((k / 2) + 1)) % Season / (double)Season;
            condition[k] = (float)Math.Round(Math.Sin(2 * Math.PI * turn), 6);
            condition[k + 1] = (float)Math.Round(Math.Cos(2 * Math.PI * turn), 6);
        }
    }
}
