namespace Kilter.Reports.Html;

/// <summary>A stretch of samples [Start, End) drawn in buckets of <paramref name="Per"/> samples each; 1 draws every sample as it is.</summary>
internal readonly record struct Segment(int Start, int End, int Per)
{
    /// <summary>How many buckets it has; the last may hold fewer samples.</summary>
    public int Buckets => (End - Start + Per - 1) / Per;
}
