namespace Kilter.Detectors.Ensembles;

/// <summary>The lengths that <see cref="AutoDetector"/> works with, fixed by how much it learned from and by the season. Counts are samples.</summary>
/// <param name="Channels">C.</param>
/// <param name="Season">The season, or 0.</param>
/// <param name="Scales">Lengths of the moving means, from 1 up.</param>
/// <param name="ActivityLength">Length of the moving mean of changes.</param>
/// <param name="SmoothLength">Length of the moving mean of the seasonal residual.</param>
/// <param name="BlockLength">Samples in one of the blocks whose median is the recent level.</param>
/// <param name="HasRelation">Whether channels are compared with each other.</param>
internal sealed record AutoPlan(int Channels, int Season, int[] Scales, int ActivityLength, int SmoothLength, int BlockLength, bool HasRelation)
{
    /// <summary>Blocks the recent level remembers: together as long as the training range.</summary>
    public const int Blocks = 128;

    /// <summary>Blocks before a recent level exists.</summary>
    public const int FirstBlocks = 4;

    /// <summary>A step over more missing samples than this clears what borders in time.</summary>
    public const int LongestStep = 10;

    /// <summary>Distances in time of the earlier values that the forecast is made from.</summary>
    public static ReadOnlySpan<int> Lags => [1, 2, 3, 4, 6, 8, 12, 16];

    // A mean over an hour of 5-minute samples, and over a day of them: a shift of a machine shows in the first, its decline in the second.
    private const int MediumLength = 12;
    private const int LongLength = 288;
    private const int LeastLong = 48;

    // The relation of more channels than this costs more than it has shown to give.
    private const int MostRelated = 128;

    /// <summary>Deviations a channel has: one for each scale, each longer scale against the recent level, forecast, activity, season, relation.</summary>
    public int Parts => (2 * Scales.Length) - 1 + 2 + (Season > 0 ? 1 : 0) + (HasRelation ? 1 : 0);

    /// <summary>How much a question counts: the relation, asked at one scale only, as much as the level at all of its scales; every other once.</summary>
    public int WeightOf(int part) => HasRelation && part == Parts - 1 ? Scales.Length : 1;

    /// <summary>The weights of all questions together.</summary>
    public int TotalWeight => Parts + (HasRelation ? Scales.Length - 1 : 0);

    /// <summary>Samples remembered one by one.</summary>
    public int RingLength => Math.Max(Scales[^1], Lags[^1]) + 1;

    /// <summary>The plan for so many training samples.</summary>
    public static AutoPlan For(int samples, int channels, int season)
    {
        // A mean longer than an eighth of the training range would be judged on fewer than eight independent values.
        // A season of minutes is no scale on which a machine declines.
        var longest = Math.Max(1, Math.Min(season >= LeastLong ? season : LongLength, samples / 8));
        var medium = Math.Min(MediumLength, Math.Max(2, samples / 16));
        int[] scales = [.. new SortedSet<int> { 1, medium, Math.Max(1, longest / 2), longest }];
        return new AutoPlan(
            channels,
            season > 1 && 2 * season < samples ? season : 0,
            scales,
            ActivityLength: Math.Min(2 * MediumLength, Math.Max(2, samples / 8)),
            SmoothLength: medium,
            BlockLength: Math.Max(1, samples / Blocks),
            HasRelation: channels is > 1 and <= MostRelated);
    }
}
