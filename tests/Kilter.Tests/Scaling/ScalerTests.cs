using Kilter.Artifacts;
using Kilter.Frames;
using Kilter.Numerics.Randomness;
using Kilter.Scaling;
using Kilter.Tests.Cleaning;

namespace Kilter.Tests.Scaling;

public sealed class ScalerTests
{
    public static TheoryData<string> Names => [.. ScalerCatalog.Entries.Select(e => e.Name)];

    [Fact]
    public void S1a_E2_min_max_takes_its_range_from_training_and_clips_nothing()
    {
        var frame = new Frame(TimeAxis.Rows(3), [new Channel("a"), new Channel("b")], new double[] { 1, 10, 3, 30, 2, 20 });

        var fitted = ScalerCatalog.Create("min-max", Settings.None).Fit(frame, new SampleRange(0, 3));

        Assert.Equal([0, 0, 1, 1, 0.5, 0.5], frame.Values.ToArray().Select((v, i) => fitted.Apply(i % 2, v)));
        Assert.Equal((1.5, -0.25), (fitted.Apply(0, 4), fitted.Apply(1, 5)));
    }

    [Theory, MemberData(nameof(Names))]
    public void Inverse_undoes_apply(string name)
    {
        var frame = Draw.Frame(seed: 3, samples: 200, channels: 3, missing: 0.1);
        var fitted = ScalerCatalog.Create(name, Settings.None).Fit(frame, new SampleRange(0, 150));

        for (var c = 0; c < 3; c++)
        {
            foreach (var value in new[] { -1e6, -1, 0, 0.1, 1e6 })
            {
                Assert.Equal(value, fitted.Inverse(c, fitted.Apply(c, value)), 1e-12 * (1 + Math.Abs(value)));
            }

            Assert.Equal(fitted.Inverse(c, 1) - fitted.Inverse(c, 0), fitted.Scale(c), 1e-12);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Transform_is_apply_rounded_to_float32_and_keeps_missing_values_missing(string name)
    {
        var frame = Draw.Frame(seed: 4, samples: 100, channels: 2, missing: 0.1);
        var fitted = ScalerCatalog.Create(name, Settings.None).Fit(frame, new SampleRange(0, 100));
        var scaled = new float[200];

        fitted.Transform(frame, scaled);

        for (var i = 0; i < scaled.Length; i++)
        {
            Assert.Equal((float)fitted.Apply(i % 2, frame.Values[i]), scaled[i]);
        }

        Assert.Contains(float.NaN, scaled);
    }

    [Theory, MemberData(nameof(Names))]
    public void Only_the_given_rows_are_learned_from(string name)
    {
        var values = Draw.Frame(seed: 5, samples: 100, channels: 1).Values.ToArray();
        var changed = values.ToArray();
        changed[0] = 1e6;
        changed[60] = -1e6;
        var scaler = ScalerCatalog.Create(name, Settings.None);

        var one = scaler.Fit(Draw.Minutes(values), new SampleRange(1, 60));
        var two = scaler.Fit(Draw.Minutes(changed), new SampleRange(1, 60));

        Assert.Equal(one.Apply(0, 0.3), two.Apply(0, 0.3));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_channel_that_is_constant_or_empty_in_training_is_divided_by_one(string name)
    {
        // 0.1 summed and divided is not 0.1 any more: a scale made from that rounding would blow up the first real change.
        var values = Enumerable.Repeat(new[] { 0.1, double.NaN }, 1000).SelectMany(x => x).ToArray();
        var frame = new Frame(TimeAxis.Rows(1000), [new Channel("steady"), new Channel("silent")], values);

        var fitted = ScalerCatalog.Create(name, Settings.None).Fit(frame, new SampleRange(0, 1000));

        Assert.Equal([1, 1], new[] { fitted.Scale(0), fitted.Scale(1) });
        Assert.Equal(name == "none" ? 0.1 : 0, fitted.Apply(0, 0.1));
        Assert.Equal(2.5, fitted.Apply(1, 2.5));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_saved_scaler_scales_to_the_same_bits(string name)
    {
        var frame = Draw.Frame(seed: 6, samples: 100, channels: 3);
        var fitted = ScalerCatalog.Create(name, Settings.None).Fit(frame, new SampleRange(0, 100));
        var artifact = new ArtifactWriter();

        fitted.Write(artifact);
        var read = ScalerCatalog.Read(ArtifactReader.Of(artifact));

        Assert.Equal(3, read.Channels);
        Assert.Equal(fitted.Apply(2, Math.PI), read.Apply(2, Math.PI));
        Assert.Equal(fitted.Scale(1), read.Scale(1));
    }

    [Theory]
    [InlineData(0.16, 0.2, 0.4)]
    [InlineData(0.08, 0.4, 0.6)]
    [InlineData(0.04, 0.2, 0.4)]
    [InlineData(0.001, 0.001, 0.1)]
    public void The_robust_scale_of_a_channel_that_rests_widens_until_it_sees_activity(double active, double low, double high)
    {
        var rng = new Rng(7);
        var values = Enumerable.Range(0, 20_000).Select(_ => rng.NextDouble() < active ? rng.NextNormal() : 0).ToArray();

        var fitted = new RobustScaler(new()).Fit(Draw.Minutes(values), new SampleRange(0, values.Length));

        Assert.NotEqual(1, fitted.Scale(0));
        Assert.InRange(fitted.Scale(0), low, high);
    }

    [Fact]
    public void A_quarter_of_far_values_moves_the_robust_scaler_little_and_the_standard_one_much()
    {
        var rng = new Rng(8);
        var values = Enumerable.Range(0, 10_000).Select(i => i % 5 == 0 ? 1e6 : rng.NextNormal()).ToArray();
        var frame = Draw.Minutes(values);

        var robust = new RobustScaler(new() { Spread = RobustSpread.MedianDeviation }).Fit(frame, new SampleRange(0, values.Length));
        var standard = new StandardScaler(new()).Fit(frame, new SampleRange(0, values.Length));

        Assert.InRange(robust.Scale(0), 0.8, 2);
        Assert.True(standard.Scale(0) > 1e5);
    }

    [Fact]
    public void Values_beyond_float32_stay_finite()
    {
        var fitted = new PlainScaler().Fit(Draw.Minutes(0, 1), new SampleRange(0, 2));
        var scaled = new float[2];

        fitted.Transform(Draw.Minutes(1e300, -1e300), scaled);

        Assert.Equal([1e18f, -1e18f], scaled);
    }

    [Fact]
    public void Unknown_names_and_settings_are_answered_with_the_known_ones()
    {
        var name = Assert.Throws<ArgumentException>(() => ScalerCatalog.Create("zscore", Settings.None));
        var setting = Assert.Throws<ArgumentException>(() => ScalerCatalog.Create("min-max", Settings.None.With("lo", "1")));
        var choice = Assert.Throws<ArgumentException>(() => ScalerCatalog.Create("robust", Settings.None.With("spread", "range")));

        Assert.StartsWith("There is no scaler 'zscore'. There are: min-max, none, robust, standard.", name.Message, StringComparison.Ordinal);
        Assert.StartsWith("The scaler 'min-max' has no setting 'lo'. It takes: low, high.", setting.Message, StringComparison.Ordinal);
        Assert.StartsWith("'spread' is \"range\"; it must be iqr or mad.", choice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_scaler_with_an_impossible_scale_is_refused()
    {
        var artifact = new ArtifactWriter();
        artifact.Set("name", "standard");
        artifact.Set("centre", (ReadOnlySpan<double>)[0.0]);
        artifact.Set("scale", (ReadOnlySpan<double>)[0.0]);

        Assert.Throws<InvalidDataException>(() => ScalerCatalog.Read(ArtifactReader.Of(artifact)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(200)]
    public void Selecting_by_rank_agrees_with_sorting(int count)
    {
        for (var seed = 0UL; seed < 40; seed++)
        {
            var rng = new Rng(seed);
            // Few distinct values on even seeds, so that ties are common.
            var values = Enumerable.Range(0, count).Select(_ => seed % 2 == 0 ? rng.NextInt(4) : rng.NextNormal()).ToArray();
            var sorted = values.Order().ToArray();

            for (var rank = 0; rank < count; rank++)
            {
                Assert.Equal(sorted[rank], ColumnStatistics.Select([.. values], rank));
            }
        }
    }
}
