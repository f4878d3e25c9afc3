using Kilter.Artifacts;

namespace Kilter.Detectors.Forecasting;

/// <summary>The last k samples seen at each moment of a season, and the very last sample.</summary>
internal sealed class SeasonMemory
{
    private readonly int _season;
    private readonly int _depth;
    private readonly int _channels;

    // Moment m keeps its samples in the slots m·k … m·k + k − 1, written in turn; _counts[m] says how many were ever written.
    private readonly float[] _slots;
    private readonly long[] _counts;
    private readonly float[] _last;
    private long _place;

    public SeasonMemory(int season, int depth, int channels)
        : this(season, depth, new float[(long)season * depth * channels], new long[season], new float[channels], place: 0)
    {
    }

    private SeasonMemory(int season, int depth, float[] slots, long[] counts, float[] last, long place)
    {
        (_season, _depth, _channels) = (season, depth, last.Length);
        (_slots, _counts, _last, _place) = (slots, counts, last, place);
    }

    /// <summary>True when the next sample's moment was seen before.</summary>
    public bool Knows => _counts[Moment] > 0;

    private int Moment => (int)(((_place % _season) + _season) % _season);

    public static SeasonMemory Read(ArtifactReader artifact)
    {
        var (season, depth) = ((int)artifact.WholeNumber("season"), (int)artifact.WholeNumber("depth"));
        var last = artifact.Floats("last");
        return new(
            season, depth, [.. artifact.Floats("slots", season * depth * last.Length)], [.. artifact.WholeNumbers("counts", season)], [.. last], artifact.WholeNumber("place"));
    }

    public SeasonMemory Copy() => new(_season, _depth, [.. _slots], [.. _counts], [.. _last], _place);

    public void Seek(long place) => _place = place;

    /// <summary>The median of what was seen at the next sample's moment; the last sample where nothing was.</summary>
    public void Forecast(Span<double> expected)
    {
        var known = (int)Math.Min(_counts[Moment], _depth);
        var slots = _slots.AsSpan(Moment * _depth * _channels, _depth * _channels);
        Span<float> values = stackalloc float[known];
        for (var c = 0; c < _channels; c++)
        {
            for (var i = 0; i < known; i++)
            {
                values[i] = slots[(i * _channels) + c];
            }

            values.Sort();
            expected[c] = known == 0 ? _last[c] : (values[(known - 1) / 2] + (double)values[known / 2]) / 2;
        }
    }

    public void Learn(ReadOnlySpan<float> sample)
    {
        var slot = (Moment * _depth) + (int)(_counts[Moment]++ % _depth);
        sample.CopyTo(_slots.AsSpan(slot * _channels));
        sample.CopyTo(_last);
        _place++;
    }

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("season", (long)_season);
        artifact.Set("depth", (long)_depth);
        artifact.Set("slots", _slots);
        artifact.Set("counts", _counts);
        artifact.Set("last", _last);
        artifact.Set("place", _place);
    }
}
