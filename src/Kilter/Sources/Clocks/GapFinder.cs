using Kilter.Frames;

namespace Kilter.Sources.Clocks;

/// <summary>Finds steps in time that are longer than usual.</summary>
internal static class GapFinder
{
    /// <summary>A step is a gap when it is longer than this times the median step.</summary>
    public const double Factor = 1.5;

    private const int Most = 1000;

    /// <summary>The gaps of an axis, in order of time; of more than 1,000 the longest. Row numbers have none.</summary>
    /// <param name="time">The axis.</param>
    /// <param name="note">What to tell people; null when there is no gap.</param>
    public static List<SampleRange> Find(TimeAxis time, out DataNote? note)
    {
        note = null;
        if (time.IsRegular || time.Count < 3)
        {
            return [];
        }

        var usual = time.TypicalStep();
        var gaps = new List<(int Sample, long Step)>();
        for (var i = 1; i < time.Count; i++)
        {
            var step = time[i] - time[i - 1];
            if (step > Factor * usual)
            {
                gaps.Add((i - 1, step));
            }
        }

        if (gaps.Count == 0)
        {
            return [];
        }

        note = Note(time, gaps, usual);
        return [.. gaps.OrderByDescending(gap => gap.Step).ThenBy(gap => gap.Sample).Take(Most).OrderBy(gap => gap.Sample).Select(gap => new SampleRange(gap.Sample, gap.Sample + 2))];
    }

    private static DataNote Note(TimeAxis time, List<(int Sample, long Step)> gaps, long usual)
    {
        var longest = gaps.MaxBy(gap => gap.Step);
        var lost = gaps.Sum(gap => gap.Step - usual);
        var whole = time[time.Count - 1] - time[0];
        var text = gaps.Count == 1
            ? $"1 gap in time: {Words.Duration(longest.Step)} after {Words.Instant(time[longest.Sample])}, where {Words.Duration(usual)} is usual."
            : $"{Words.Count(gaps.Count)} gaps in time, {Words.Duration(lost)} in all ({Words.Share(lost, whole)} of the record); the longest, {Words.Duration(longest.Step)}, after {Words.Instant(time[longest.Sample])}. Usual step: {Words.Duration(usual)}.";
        return new DataNote("gaps", gaps.Count, text, IsWarning: lost > whole / 20);
    }
}
