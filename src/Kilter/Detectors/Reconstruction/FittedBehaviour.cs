using Kilter.Artifacts;
using Kilter.Detectors.Networks;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Training;
using Kilter.Windows;

namespace Kilter.Detectors.Reconstruction;

/// <summary>A fitted <see cref="BehaviourAutoencoderDetector"/>: the autoencoder of parts, its encoder, and the size that a code has at least.</summary>
internal sealed class FittedBehaviour(int shift, Rebuilder rebuilder, double leastCode, float[] calibrationScores) : IFittedDetector, ISelfCalibrated, IHasTrainingHistory
{
    // Windows whose codes are made at once.
    private const int Batch = 1024;

    private readonly Network _encoder = Encoder(rebuilder.Network, rebuilder.Plan);

    public int WindowLength => shift + rebuilder.Plan.Window;

    public int Channels => rebuilder.Plan.Channels;

    public TrainingHistory? History { get; init; }

    public ReadOnlySpan<float> CalibrationScores => calibrationScores;

    private int Code => rebuilder.Plan.Code;

    public static FittedBehaviour Read(ArtifactReader artifact) => new(
        (int)artifact.WholeNumber("shift"), Rebuilder.Read(artifact, DenseAutoencoderDetector.Layers), artifact.Number("least-code"), []);

    /// <summary>The layers down to the code: flattening, the hidden ones, and the code's own.</summary>
    public static Network Encoder(Network network, AutoencoderPlan plan) => NetworkHead.Of(network, 2 + plan.Hidden(plan.Down).Count());

    public FittedBehaviour Calibrated(WindowSet heldOut)
    {
        var scores = new float[heldOut.Count];
        Score(heldOut, scores);
        return new(shift, rebuilder, leastCode, scores) { History = History };
    }

    public void Score(WindowSet windows, Span<float> scores)
    {
        DetectorGuard.Score(this, windows, scores);
        for (var start = 0; start < windows.Count; start += Batch)
        {
            var part = windows.Slice(start, Math.Min(windows.Count, start + Batch));
            var safe = rebuilder.Guard.Apply(part);
            var (earlier, later) = (Codes(safe, 0), Codes(safe, shift));
            for (var n = 0; n < part.Count; n++)
            {
                var beyond = 0.0;
                for (var c = 0; c < Channels; c++)
                {
                    beyond = Math.Max(beyond, Beyond(part[n], c));
                }

                scores[start + n] = ScoreNumber.Of(Distance(earlier, later, n) + beyond);
            }
        }
    }

    public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected)
    {
        DetectorGuard.Explain(this, windows, contributions, expected);
        var channels = Channels;
        for (var start = 0; start < windows.Count; start += Batch)
        {
            var part = windows.Slice(start, Math.Min(windows.Count, start + Batch));
            var safe = rebuilder.Guard.Apply(part);
            var (earlier, later) = (Codes(safe, 0), Codes(safe, shift));
            var rebuilt = rebuilder.Network.Run(new NetworkWindows(safe, 1, shift), threads: 1);
            for (var c = 0; c < channels; c++)
            {
                var still = WidenedRun(Unmoved(safe, c));
                for (var n = 0; n < part.Count; n++)
                {
                    var without = CodeDistance.Between(Of(earlier, n), Of(still, n), leastCode);
                    var at = ((start + n) * channels) + c;
                    contributions[at] = ScoreNumber.Of(Math.Max(0, Distance(earlier, later, n) - without) + Beyond(part[n], c));
                    expected[at] = ScoreNumber.Of(rebuilder.Guard.Expected(c, rebuilt[((n + 1) * rebuilder.Plan.Size) - channels + c]));
                }
            }
        }
    }

    public void Write(ArtifactWriter artifact)
    {
        artifact.Set("shift", (long)shift);
        artifact.Set("least-code", leastCode);
        rebuilder.Write(artifact);
    }

    private double[] Codes(WindowSet safe, int first) => WidenedRun(new NetworkWindows(safe, 1, first, rebuilder.Plan.Window));

    private double[] WidenedRun(IWindowSource parts) => Array.ConvertAll(_encoder.Run(parts, threads: 1), v => (double)v);

    private ReadOnlySpan<double> Of(double[] codes, int window) => codes.AsSpan(window * Code, Code);

    private double Distance(double[] earlier, double[] later, int window) => CodeDistance.Between(Of(earlier, window), Of(later, window), leastCode);

    private double Beyond(ReadOnlySpan<float> window, int channel) => rebuilder.Guard.Beyond(channel, window[window.Length - Channels + channel]);

    /// <summary>The later parts with one channel as it was in the earlier part.</summary>
    private WindowArray Unmoved(WindowSet safe, int channel)
    {
        var size = rebuilder.Plan.Size;
        var parts = new float[safe.Count * size];
        for (var n = 0; n < safe.Count; n++)
        {
            var later = parts.AsSpan(n * size, size);
            safe[n][(shift * Channels)..].CopyTo(later);
            for (var i = channel; i < size; i += Channels)
            {
                later[i] = safe[n][i];
            }
        }

        return new WindowArray(parts, size);
    }
}
