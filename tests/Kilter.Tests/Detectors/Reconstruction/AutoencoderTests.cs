using Kilter.Detectors;
using Kilter.Detectors.Reconstruction;
using Kilter.Numerics.Randomness;
using Kilter.Windows;
using static Kilter.Tests.Detectors.DetectorCases;

namespace Kilter.Tests.Detectors.Reconstruction;

public sealed class AutoencoderTests
{
    private const int Channels = 2;

    public static TheoryData<string> Rebuilding =>
        ["cnn-lstm-autoencoder", "conditional-autoencoder", "conv-autoencoder", "dense-autoencoder", "gru-autoencoder", "lstm-autoencoder", "variational-autoencoder"];

    [Theory, MemberData(nameof(Rebuilding))]
    public void A_broken_relation_is_seen_though_each_channel_stays_in_its_range(string name)
    {
        var detector = DetectorCatalog.Create(name, new Settings(new Dictionary<string, string> { ["window"] = "8", ["epochs"] = "25", ["learning-rate"] = "0.01" }));
        var fitted = detector.Fit(WindowSet.Sliding(Opposed(1500, 1), Channels, 8), Context());
        var test = Opposed(400, 2);
        for (var t = 300; t < 340; t++)
        {
            test[(t * Channels) + 1] = test[t * Channels];
        }

        var scores = Scores(fitted, test, Channels);

        var usual = scores.Take(280).Average();
        Assert.True(scores.Skip(300).Take(33).Average() > 3 * usual, $"{scores.Skip(300).Take(33).Average()} against {usual}");
    }

    [Theory, MemberData(nameof(Rebuilding))]
    public void Scores_of_windows_that_training_never_saw_are_given_for_calibration(string name)
    {
        var fitted = Fit(name, Series(600, Channels, 1), Channels);

        var scores = Assert.IsType<FittedAutoencoder>(fitted).CalibrationScores;

        // A fifth of the 569 windows of 32 samples, less those that share samples with the others.
        Assert.Equal(113 - 31, scores.Length);
    }

    [Theory]
    [InlineData("last", 1)]
    [InlineData("max", 32)]
    public void The_setting_score_says_how_long_a_spike_is_seen(string score, int samples)
    {
        var detector = DetectorCatalog.Create("dense-autoencoder", SettingsOf("dense-autoencoder").With("score", score));
        var fitted = detector.Fit(WindowSet.Sliding(Series(600, 1, 1), 1, 32), Context());
        var test = Series(200, 1, 2);
        test[100] += 1000;

        var scores = Scores(fitted, test, 1);

        Assert.Equal(samples, scores.Count(s => s > 500));
    }

    [Fact]
    public void Trimming_keeps_a_shape_that_training_held_now_and_then_from_being_learned()
    {
        var (plain, trimmed) = (RatioOfRareShape("0"), RatioOfRareShape("0.2"));

        Assert.True(trimmed > 3 * plain, $"{trimmed} against {plain}");
    }

    [Fact]
    public void What_is_rebuilt_far_from_the_mean_scores_high_and_noise_does_not()
    {
        var settings = new Dictionary<string, string> { ["window"] = "16", ["units"] = "12,2", ["epochs"] = "20", ["learning-rate"] = "0.005", ["score"] = "rebuilt" };
        var detector = DetectorCatalog.Create("dense-autoencoder", new Settings(settings));
        var fitted = detector.Fit(WindowSet.Sliding(Dips(4000, 1, out _), 1, 16), Context());

        var values = Dips(1000, 2, out var inDip);
        var scores = Scores(fitted, values, 1);

        var (dips, rest) = (scores.Where((_, n) => inDip[n + 15]).Average(), scores.Where((_, n) => !inDip[n + 15]).Average());
        Assert.True(dips > 3 * rest, $"{dips} against {rest}");
        var (contributions, expected) = Explanations(fitted, WindowSet.Sliding(values, 1, 16));
        Assert.All(contributions.Zip(scores), pair => Assert.Equal(pair.Second * pair.Second, pair.First, 1e-4f * (1 + pair.First)));
        Assert.Single(expected.Distinct());
    }

    // The score of a rare shape over that of a usual one, after training on both.
    private static double RatioOfRareShape(string trim)
    {
        var settings = new Dictionary<string, string> { ["window"] = "16", ["units"] = "12,3", ["epochs"] = "20", ["learning-rate"] = "0.01", ["patience"] = "0", ["trim"] = trim };
        var train = Shapes(200, rareEvery: 10, 1);
        var starts = Enumerable.Range(0, 200).Select(n => n * 16).ToArray();
        var fitted = DetectorCatalog.Create("dense-autoencoder", new Settings(settings)).Fit(WindowSet.At(train, 1, 16, starts), Context());
        var scores = Scores(fitted, WindowSet.At(train, 1, 16, starts));
        return scores.Where((_, n) => n % 10 == 9).Average() / scores.Where((_, n) => n % 10 != 9).Average();
    }

    private static float[] Shapes(int count, int rareEvery, ulong seed)
    {
        var rng = new Rng(seed);
        var values = new float[count * 16];
        for (var n = 0; n < count; n++)
        {
            var height = 1 + (0.5 * rng.NextDouble());
            var rare = n % rareEvery == rareEvery - 1;
            for (var t = 0; t < 16; t++)
            {
                values[(n * 16) + t] = (float)((height * Math.Sin((rare ? 6 : 1) * Math.PI * t / 8)) + (0.02 * rng.NextNormal()));
            }
        }

        return values;
    }

    private static float[] Dips(int samples, ulong seed, out bool[] inDip)
    {
        var rng = new Rng(seed);
        var values = new float[samples];
        inDip = new bool[samples];
        for (var t = 0; t < samples; t++)
        {
            inDip[t] = t % 50 >= 40;
            values[t] = (float)((inDip[t] ? -4 : 0) + rng.NextNormal());
        }

        return values;
    }

    [Fact]
    public void The_mean_over_a_window_is_the_root_of_the_mean_square_of_its_samples()
    {
        var settings = SettingsOf("dense-autoencoder").With("window", "1");
        var (train, test) = (WindowSet.Sliding(Series(600, 3, 1), 3, 1), WindowSet.Sliding(Series(100, 3, 2), 3, 1));

        var last = Scores(DetectorCatalog.Create("dense-autoencoder", settings.With("score", "last")).Fit(train, Context()), test);
        var mean = Scores(DetectorCatalog.Create("dense-autoencoder", settings).Fit(train, Context()), test);

        Assert.All(last.Zip(mean), pair => Assert.Equal(pair.First, pair.Second, 1e-5f * Math.Max(1, pair.First)));
    }

    [Fact]
    public void What_is_normal_at_another_time_of_the_season_is_seen_by_the_conditional_one()
    {
        // By night the level is -1, by day +1: each is normal, in its half of the season.
        var (train, test) = (DayAndNight(1200, 1), DayAndNight(480, 2));
        for (var t = 388; t < 396; t++)
        {
            test[t] = -test[t];
        }

        var settings = new Settings(new Dictionary<string, string> { ["window"] = "4", ["condition"] = "season", ["epochs"] = "25", ["learning-rate"] = "0.01" });
        var fitted = DetectorCatalog.Create("conditional-autoencoder", settings).Fit(WindowSet.Sliding(train, 1, 4).On(Clock(1200)), Context());

        var scores = Scores(fitted, WindowSet.Sliding(test, 1, 4).On(Clock(480)));

        Assert.True(scores.Skip(389).Take(3).Min() > 3 * scores.Take(380).Order().ElementAt(361), $"{scores.Skip(389).Take(3).Min()} against {scores.Take(380).Order().ElementAt(361)}");
    }

    [Fact]
    public void A_season_that_is_not_known_cannot_be_the_condition()
    {
        var detector = DetectorCatalog.Create("conditional-autoencoder", new Settings(new Dictionary<string, string> { ["condition"] = "season" }));

        var error = Assert.Throws<ArgumentException>(() => detector.Fit(WindowSet.Sliding(Series(200, 1, 1), 1, 32), Context() with { Season = 0 }));

        Assert.StartsWith("'condition' is season, but no season is known", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_behaviour_one_sees_a_change_and_then_gets_used_to_it()
    {
        var settings = new Settings(new Dictionary<string, string> { ["window"] = "48", ["epochs"] = "25", ["learning-rate"] = "0.01" });
        var fitted = DetectorCatalog.Create("behaviour-autoencoder", settings).Fit(WindowSet.Sliding(Opposed(1500, 1), Channels, 48), Context());
        var test = Opposed(400, 2);
        for (var t = 200; t < 400; t++)
        {
            test[(t * Channels) + 1] += 3;
        }

        var scores = Scores(fitted, test, Channels);

        // Window n ends at sample n + 47, and holds samples from both sides of 200 from n = 153 on. Its two halves are a season apart.
        Assert.InRange(Array.IndexOf(scores, scores.Max()), 153, 200);
        Assert.True(scores.Skip(201).Max() < 0.5 * scores.Max(), $"{scores.Skip(201).Max()} after {scores.Max()}");
    }

    [Fact]
    public void A_network_of_other_layers_is_refused_when_a_model_is_read()
    {
        var fitted = Fit("dense-autoencoder", Series(200, 1, 1), 1);

        Assert.Throws<InvalidDataException>(() => DetectorCatalog.Find("lstm-autoencoder").Read(Saved(fitted.Write)));
    }

    private static ReadOnlyMemory<long> Clock(int samples) => Enumerable.Range(0, samples).Select(t => (long)t).ToArray();

    private static float[] DayAndNight(int samples, ulong seed)
    {
        var rng = new Rng(seed);
        return [.. Enumerable.Range(0, samples).Select(t => (float)((t % Season < Season / 2 ? -1 : 1) + (0.1 * rng.NextNormal())))];
    }

    // Two channels that mirror each other.
    private static float[] Opposed(int samples, ulong seed)
    {
        var rng = new Rng(seed);
        var values = new float[samples * Channels];
        for (var t = 0; t < samples; t++)
        {
            var level = 2 * Math.Sin(2 * Math.PI * t / Season);
            values[t * Channels] = (float)(level + (0.1 * rng.NextNormal()));
            values[(t * Channels) + 1] = (float)(-level + (0.1 * rng.NextNormal()));
        }

        return values;
    }
}
