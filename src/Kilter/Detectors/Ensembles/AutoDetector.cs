using Kilter.Windows;

namespace Kilter.Detectors.Ensembles;

/// <summary>The detector to start with: several plain questions about every channel, each answered in the same unit, and averaged.</summary>
/// <remarks>
/// <para>
/// Asked of each channel: how far are its moving means, from one sample to a season (or 288 samples), from their median in training, and from the
/// recent level (the median of the last 128 block means, together as long as the training range)? How far is it from a linear forecast of its own last
/// 16 values? Does it move more, or less, than it used to? With a season: how far is it from the profile of the last seasons? With other channels:
/// how far is it from what they tell? Each deviation becomes −log10 of the share of normal deviations that are larger (counted below the 90 % quantile,
/// a generalised Pareto tail above), measured on training samples that the question's numbers were not fitted on (two halves, each judged by the other).
/// </para>
/// <para>
/// A channel's answer is the mean over its questions (Fisher's way to combine tests; the relation counts as much as the level at all its scales), or how long it has stood still in multiples of its longest
/// standstill in training, if that is more. Score: the root mean square over channels. Unit: powers of ten of rarity. Range [0, about log10 of the
/// training samples + 3].
/// </para>
/// <para>
/// It goes on learning: the recent level and the profile follow the record, all else stays as fitted. Needs 40 samples. Learns from at most the latest
/// 4 million values. Cost: fit O(n·C·(C + log n)); O(C·(C + 10)) a sample; memory O(C·(season + 500)). Draws no random numbers.
/// </para>
/// <para>
/// Source: R. A. Fisher, "Statistical Methods for Research Workers", 1932, section 21.1 (combination); J. Pickands, 1975 (tail). The choice of questions
/// was made by looking at public labelled records, some of which the benchmarks also report: their figures are not out-of-sample for this detector.
/// </para>
/// </remarks>
public sealed class AutoDetector : IDetector
{
    private const int FewestSamples = 40;
    private const int MostValues = 4_000_000;

    /// <inheritdoc/>
    public int WindowLength => 1;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        DetectorGuard.Fit(train, length: 1, FewestSamples, context);
        var latest = Math.Max(FewestSamples, MostValues / train.Channels);
        var recent = train.Count > latest ? train.Slice(train.Count - latest, train.Count) : train;
        return new AutoFit(recent, context).Run();
    }
}
