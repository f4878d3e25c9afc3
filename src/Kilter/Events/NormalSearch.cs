using Kilter.Frames;

namespace Kilter.Events;

/// <summary>Looks for the stretch of normal running to lay beside an event: as long, at the same phase, and most like what was going on.</summary>
/// <remarks>
/// <para>A stretch is normal when it touches no event, has a score at every sample and no time jump. With a season only starts at the same
/// phase are tried. The most alike is the one nearest to the values before the event and to what was expected inside it, on the
/// channels with the largest shares, in widths of their expected range; the earliest of equals.</para>
/// <para>Normal running is wanted for a margin before and after the stretch too (two fifths of its length, at least 10 samples), since a close-up shows
/// it; where there is none so long, the stretch alone must do, then half its length, and so on down to 8 samples.</para>
/// <para>At most a few thousand starts are compared on a few dozen samples each, then the best is refined: cost does not grow with the length of the event.</para>
/// </remarks>
internal sealed class NormalSearch
{
    private const int ComparedSamples = 48;
    private const int ComparedChannels = 3;
    private const int ShortestStretch = 8;
    private const int LeastMargin = 10;
    private const double MarginShare = 0.4;

    // Steps that tremble are no jump: a stretch may take a tenth longer than its samples would at the typical step.
    private const double SlackInTime = 1.1;
    private const int StartsInAll = 400_000;
    private const int FewestStarts = 200;
    private const int MostStarts = 4_000;

    private readonly EventEvidence _evidence;
    private readonly List<SampleRange> _blocked = [];
    private readonly long _step;
    private readonly int _starts;

    public NormalSearch(EventEvidence evidence, IReadOnlyList<SampleRange> events)
    {
        _evidence = evidence;
        _step = evidence.Frame.Time.TypicalStep();
        _starts = Math.Clamp(StartsInAll / Math.Max(events.Count, 1), FewestStarts, MostStarts);
        Block(events);
    }

    /// <summary>The stretch for an event, or null when there is none.</summary>
    public SampleRange? For(SampleRange range, IReadOnlyList<ChannelPart> channels)
    {
        for (var length = range.Length; length >= Math.Min(ShortestStretch, range.Length); length /= 2)
        {
            var template = new Template(_evidence, range.Start, length, channels);
            var margin = Math.Max(LeastMargin, (int)(MarginShare * length));
            var start = Best(template, range.Start, new Stretch(length, Math.Min(margin, range.Start), margin));
            start = start < 0 ? Best(template, range.Start, new Stretch(length, 0, 0)) : start;
            if (start >= 0)
            {
                return new SampleRange(start, start + length);
            }
        }

        return null;
    }

    private int Best(Template template, int eventStart, Stretch stretch)
        => _evidence.Season > 0 ? BestInPhase(template, eventStart, stretch) : BestAnywhere(template, stretch);

    // Whole seasons before and after, by the clock rather than by counting samples, so that gaps do not shift the phase.
    private int BestInPhase(Template template, int eventStart, Stretch stretch)
    {
        var time = _evidence.Frame.Time;
        var season = _evidence.Season * Math.Max(_step, 1);
        var (first, last) = (time[0], time[time.Count - 1]);
        season *= 1 + ((last - first) / season / _starts);
        var (best, nearest) = (-1, double.PositiveInfinity);
        for (var at = time[eventStart] - ((time[eventStart] - first) / season * season); at <= last; at += season)
        {
            var start = time.IndexAtOrAfter(at - (_step / 2));
            if (start < time.Count && Math.Abs(time[start] - at) <= _step / 2)
            {
                Consider(template, start, stretch, ref best, ref nearest);
            }
        }

        return best;
    }

    private int BestAnywhere(Template template, Stretch stretch)
    {
        var starts = _evidence.Frame.Count - stretch.Length;
        var stride = Math.Max(1, starts / _starts);
        var (best, nearest) = (-1, double.PositiveInfinity);
        for (var start = 0; start <= starts; start += stride)
        {
            Consider(template, start, stretch, ref best, ref nearest);
        }

        var around = best;
        for (var start = Math.Max(0, around - stride + 1); best >= 0 && start < around + stride; start++)
        {
            Consider(template, start, stretch, ref best, ref nearest);
        }

        return best;
    }

    private void Consider(Template template, int start, Stretch stretch, ref int best, ref double nearest)
    {
        if (!IsNormal(start - stretch.Before, start + stretch.Length + stretch.After))
        {
            return;
        }

        var distance = template.DistanceTo(start);
        if (best < 0 || distance < nearest)
        {
            (best, nearest) = (start, distance);
        }
    }

    private bool IsNormal(int start, int end)
    {
        var time = _evidence.Frame.Time;
        if (start < 0 || end > time.Count || time[end - 1] - time[start] > (SlackInTime * (end - start - 1) * _step) + (_step / 2))
        {
            return false;
        }

        var (low, high) = (0, _blocked.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _blocked[middle].End <= start ? (middle + 1, high) : (low, middle);
        }

        return low == _blocked.Count || _blocked[low].Start >= end;
    }

    // Events and stretches without a score, as one sorted list of disjoint ranges.
    private void Block(IReadOnlyList<SampleRange> events)
    {
        var scores = _evidence.Scores;
        var next = 0;
        for (var t = 0; t < scores.Length;)
        {
            if (next < events.Count && events[next].Start <= t)
            {
                _blocked.Add(events[next]);
                t = Math.Max(t, events[next++].End);
                continue;
            }

            var start = t;
            while (t < scores.Length && float.IsNaN(scores[t]) && !(next < events.Count && events[next].Start <= t))
            {
                t++;
            }

            if (t > start)
            {
                _blocked.Add(new SampleRange(start, t));
            }
            else
            {
                t++;
            }
        }
    }

    private readonly record struct Stretch(int Length, int Before, int After);

    /// <summary>What normal running would have looked like around an event: the values before it, then what was expected inside.</summary>
    private readonly struct Template
    {
        private readonly EventEvidence _evidence;
        private readonly int[] _offsets;
        private readonly (int Channel, double Width)[] _channels;
        private readonly double[] _wanted;

        public Template(EventEvidence evidence, int start, int length, IReadOnlyList<ChannelPart> channels)
        {
            _evidence = evidence;
            _offsets = new int[ComparedSamples];
            for (var i = 0; i < ComparedSamples / 2; i++)
            {
                // Before the event as far back as it is long, then inside it.
                _offsets[i] = -1 - (int)((long)i * Math.Max(length, ComparedSamples / 2) / (ComparedSamples / 2));
                _offsets[(ComparedSamples / 2) + i] = (int)((long)i * length / (ComparedSamples / 2));
            }

            _channels = new (int, double)[Math.Min(ComparedChannels, channels.Count)];
            _wanted = new double[ComparedSamples * _channels.Length];
            for (var k = 0; k < _channels.Length; k++)
            {
                var channel = channels[k].Channel;
                _channels[k] = (channel, WidthOf(evidence, channel));
                for (var i = 0; i < ComparedSamples; i++)
                {
                    _wanted[(i * _channels.Length) + k] = Wanted(evidence, start + _offsets[i], channel, inside: _offsets[i] >= 0);
                }
            }
        }

        /// <summary>The mean squared difference, in widths, over the places where both have a value; +∞ when there are none.</summary>
        public double DistanceTo(int start)
        {
            var (sum, count) = (0.0, 0);
            for (var i = 0; i < _offsets.Length; i++)
            {
                var t = start + _offsets[i];
                if (t < 0)
                {
                    continue;
                }

                for (var k = 0; k < _channels.Length; k++)
                {
                    var off = (_evidence.Frame[t, _channels[k].Channel] - _wanted[(i * _channels.Length) + k]) / _channels[k].Width;
                    if (!double.IsNaN(off))
                    {
                        sum += off * off;
                        count++;
                    }
                }
            }

            return count == 0 ? double.PositiveInfinity : sum / count;
        }

        private static double Wanted(EventEvidence evidence, int t, int channel, bool inside)
            => t < 0 ? double.NaN
                : !inside ? evidence.Frame[t, channel]
                : evidence.Expected is { } expected ? expected[((long)t * evidence.Frame.Channels.Count) + channel]
                : double.NaN;

        private static double WidthOf(EventEvidence evidence, int channel)
        {
            var width = evidence.Expected is null ? 1 : evidence.Below[channel] + evidence.Above[channel];
            return width > 0 ? width : 1;
        }
    }
}
