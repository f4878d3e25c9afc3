using Kilter.Artifacts;
using Kilter.Detectors;
using Kilter.Detectors.Online;
using Kilter.Windows;
using static Kilter.Tests.Detectors.DetectorCases;

namespace Kilter.Tests.Detectors.Online;

public sealed class EwmaDetectorTests
{
    [Fact]
    public void Scores_follow_the_recursion_from_the_training_median_and_spread()
    {
        var (train, test) = (Series(201, 1, 1), Series(100, 1, 2));
        test[30] = 50;
        var fitted = new EwmaDetector(new() { HalfLife = 20, Clip = 3 }).Fit(WindowSet.Sliding(train, 1, 1), new FitContext());

        var scores = Scores(fitted, test, 1);

        double[] sorted = [.. train.Select(v => (double)v).Order()];
        var mean = sorted[100];
        var spread = 1.4826022185056018 * sorted.Select(v => Math.Abs(v - mean)).Order().ElementAt(100);
        var (variance, rate) = (spread * spread, 1 - Math.Pow(0.5, 1 / 20.0));
        float[] whole = [.. train, .. test];
        for (var t = 0; t < whole.Length; t++)
        {
            if (t >= 201)
            {
                Assert.Equal(Math.Abs(whole[t] - mean) / Math.Sqrt(variance), scores[t - 201], 1e-4);
            }

            var step = Math.Clamp(whole[t] - mean, -3 * Math.Sqrt(variance), 3 * Math.Sqrt(variance));
            mean += rate * step;
            variance = Math.Max(0.01 * spread * spread, (1 - rate) * (variance + (rate * step * step)));
        }
    }

    [Fact]
    public void An_anomaly_hardly_teaches_itself_as_normal()
    {
        var fitted = Fit("ewma", Series(400, 1, 1), 1);
        var state = fitted is IOnlineFittedDetector online ? online.Start() : throw new InvalidOperationException();
        var before = state.Score([100]);

        for (var i = 0; i < 5; i++)
        {
            state.Learn([100]);
        }

        Assert.True(state.Score([100]) > before / 2);
        Assert.True(state.Score([0]) < 3);
    }

    [Fact]
    public void A_lasting_new_level_becomes_normal()
    {
        var fitted = Fit("ewma", Series(400, 1, 1), 1);
        float[] raised = [.. Series(3_000, 1, 2).Select(v => v + 20)];

        var scores = Scores(fitted, raised, 1);

        Assert.True(scores[0] > 10);
        Assert.True(scores[^100..].Max() < 5);
    }

    [Fact]
    public void Windows_are_learned_in_order_each_at_its_place_on_the_clock()
    {
        long[] clock = [3, 4, 9, 10];
        var fitted = new Recorder();

        fitted.Score(WindowSet.Sliding(new float[] { 1, 2, 3, 4 }, 1, 1).On(clock), new float[4]);

        Assert.Equal(["seek 3", "score 1", "learn 1", "seek 4", "score 2", "learn 2", "seek 9", "score 3", "learn 3", "seek 10", "score 4", "learn 4"], fitted.Log);
    }

    private sealed class Recorder : IOnlineFittedDetector, IOnlineState
    {
        public List<string> Log { get; } = [];

        public int WindowLength => 1;

        public int Channels => 1;

        public IOnlineState Start() => this;

        public IOnlineState ReadState(ArtifactReader artifact) => this;

        public void Score(WindowSet windows, Span<float> scores) => OnlineReplay.Score(this, windows, scores);

        public void Explain(WindowSet windows, Span<float> contributions, Span<float> expected) => OnlineReplay.Explain(this, windows, contributions, expected);

        public float Score(ReadOnlySpan<float> sample)
        {
            Log.Add($"score {sample[0]}");
            return 0;
        }

        public float Explain(ReadOnlySpan<float> sample, Span<float> contributions, Span<float> expected) => 0;

        public void Learn(ReadOnlySpan<float> sample) => Log.Add($"learn {sample[0]}");

        public void Seek(long place) => Log.Add($"seek {place}");

        public void Write(ArtifactWriter artifact)
        {
        }
    }
}
