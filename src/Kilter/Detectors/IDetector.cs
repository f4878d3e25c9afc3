using Kilter.Artifacts;
using Kilter.Windows;

namespace Kilter.Detectors;

/// <summary>Settings that can learn what is normal. Immutable.</summary>
public interface IDetector
{
    /// <summary>The samples a window must have; 1 for a detector that looks at one sample at a time.</summary>
    int WindowLength { get; }

    /// <summary>Learns from windows of normal running, in time order.</summary>
    /// <exception cref="ArgumentException">Too few windows to learn from; the message says how many are needed.</exception>
    /// <exception cref="OperationCanceledException">The context's token was cancelled.</exception>
    IFittedDetector Fit(WindowSet train, FitContext context);
}

/// <summary>What a detector learned. Immutable; scoring has no side effects and is safe from any number of threads.</summary>
public interface IFittedDetector
{
    /// <summary>The samples a window must have.</summary>
    int WindowLength { get; }

    /// <summary>The channels a sample must have.</summary>
    int Channels { get; }

    /// <summary>Writes one score a window, (N): higher is more anomalous, finite. Its unit and range are the detector's own.</summary>
    /// <remarks>
    /// A score depends on its window alone, unless the detector is an <see cref="IOnlineFittedDetector"/>: then the windows are taken
    /// in order from the state that <see cref="IOnlineFittedDetector.Start"/> gives.
    /// </remarks>
    void Score(WindowSet windows, Span<float> scores);

    /// <summary>Says why: for the last sample of each window, each channel's contribution and the value that was expected.</summary>
    /// <param name="windows">N windows of C channels.</param>
    /// <param name="contributions">(N, C), overwritten: each at least 0, the larger the more the channel drove the score; not normalised.</param>
    /// <param name="expected">(N, C), overwritten: what the detector would have found normal, in scaled units.</param>
    void Explain(WindowSet windows, Span<float> contributions, Span<float> expected);

    /// <summary>Saves everything needed to score to the same bits.</summary>
    void Write(ArtifactWriter artifact);
}

/// <summary>A fitted detector that goes on learning while it scores.</summary>
public interface IOnlineFittedDetector : IFittedDetector
{
    /// <summary>A new state, as it was at the end of fitting.</summary>
    IOnlineState Start();

    /// <summary>The state that <see cref="IOnlineState.Write"/> saved: it goes on to the same bits.</summary>
    /// <exception cref="InvalidDataException">The saved state is not one of this detector's.</exception>
    IOnlineState ReadState(ArtifactReader artifact);
}

/// <summary>A fitted detector that knows the scores it would have given to its own training windows had it not learned from them.</summary>
public interface ISelfCalibrated
{
    /// <summary>Held-out scores of the training range, in time order: each made by parts fitted on other training windows. Empty when nothing was held out.</summary>
    ReadOnlySpan<float> CalibrationScores { get; }
}

/// <summary>The running memory of an <see cref="IOnlineFittedDetector"/>: first score a sample, then learn it. Not safe for several threads.</summary>
public interface IOnlineState
{
    /// <summary>The score of the next sample (C values), before it is learned. Changes nothing.</summary>
    float Score(ReadOnlySpan<float> sample);

    /// <summary>As <see cref="IFittedDetector.Explain"/>, for the next sample: contributions (C) and expected values (C). Changes nothing.</summary>
    /// <returns>The same score as <see cref="Score"/>, to the bit: whoever needs both asks once.</returns>
    float Explain(ReadOnlySpan<float> sample, Span<float> contributions, Span<float> expected);

    /// <summary>Takes the sample into memory.</summary>
    void Learn(ReadOnlySpan<float> sample);

    /// <summary>
    /// Tells the state where on the regular clock (<see cref="WindowSet.Clock"/>) the next sample lies; without a call it lies one after the last.
    /// A step forward tells of missing samples; a long one, or any step back, means that what was seen just before no longer borders on the next sample.
    /// </summary>
    void Seek(long place);

    /// <summary>Saves the state, to be read back to the same bits.</summary>
    void Write(ArtifactWriter artifact);
}
