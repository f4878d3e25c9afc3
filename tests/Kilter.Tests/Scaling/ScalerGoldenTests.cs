using System.Text.Json;
using Kilter.Frames;
using Kilter.Scaling;

namespace Kilter.Tests.Scaling;

/// <summary>Scalers against numbers made by another program (see Golden/ORIGIN.md).</summary>
public sealed class ScalerGoldenTests
{
    private const double Tolerance = 1e-12;
    private static readonly JsonElement Root = JsonDocument.Parse(Golden.Text("classical_scalers.json")).RootElement;

    [Theory]
    [InlineData("standard")]
    [InlineData("minmax_0_1")]
    [InlineData("minmax_-1_1")]
    [InlineData("robust")]
    public void Every_scaled_and_inverted_value_agrees(string name)
    {
        var expected = Case(name).GetProperty("expected");
        var train = Header("train");
        var test = Header("test");

        var fitted = Scaler(name).Fit(train, new SampleRange(0, train.Count));

        AssertClose(Numbers(expected.GetProperty("transform_train")), Map(train, fitted.Apply));
        AssertClose(Numbers(expected.GetProperty("transform_test")), Map(test, fitted.Apply));
        AssertClose(Numbers(expected.GetProperty("inverse_of_test_values")), Map(test, fitted.Inverse));
        AssertClose(Numbers(Case("robust").GetProperty("expected").GetProperty("center")), Centres("robust", train));
    }

    [Fact]
    public void Unit_variance_agrees_in_the_channels_that_vary()
    {
        // The other program divides constant channels by 1 / 1.349 here; ours divides them by 1, as everywhere else.
        var train = Header("train");
        var expected = Numbers(Case("robust_unit_variance").GetProperty("expected").GetProperty("scale"));

        var fitted = new RobustScaler(new() { Widen = false }).Fit(train, new SampleRange(0, train.Count));

        Assert.Equal(expected[0], fitted.Scale(0), Tolerance);
        Assert.Equal(expected[2], fitted.Scale(2), Tolerance);
        Assert.Equal([1, 1, 1], new[] { fitted.Scale(1), fitted.Scale(3), fitted.Scale(4) });
    }

    [Fact]
    public void Missing_values_are_left_out_and_stay_missing()
    {
        var golden = Case("fit_with_nan_ignored");
        var expected = golden.GetProperty("expected");
        var train = FrameOf(golden.GetProperty("train"));
        var rows = new SampleRange(0, train.Count);

        var standard = new StandardScaler(new()).Fit(train, rows);
        var robust = new RobustScaler(new() { UnitVariance = false, Widen = false }).Fit(train, rows);

        AssertClose(Numbers(expected.GetProperty("standard_transform_train")), Map(train, standard.Apply));
        AssertClose(Numbers(expected.GetProperty("robust_scale")), [.. Enumerable.Range(0, 5).Select(robust.Scale)]);
        AssertClose(Numbers(expected.GetProperty("robust_center")), [.. Enumerable.Range(0, 5).Select(c => robust.Inverse(c, 0))]);
    }

    [Fact]
    public void Quantiles_and_spreads_agree()
    {
        var golden = Case("percentiles_linear");
        var expected = golden.GetProperty("expected");
        var x = Numbers(golden.GetProperty("x"));
        var frame = new Frame(TimeAxis.Rows(x.Length), [new Channel("x")], x);
        var rows = new SampleRange(0, x.Length);
        var shares = Numbers(expected.GetProperty("q"));

        AssertClose(Numbers(expected.GetProperty("value")), [.. shares.Select(q => ColumnStatistics.Quantile([.. x], q))]);
        Assert.Equal(expected.GetProperty("mad").GetDouble(), Spread(unit: false), Tolerance);
        Assert.Equal(expected.GetProperty("mad_scaled_1.4826").GetDouble(), Spread(unit: true), 1e-4);
        Assert.Equal(expected.GetProperty("std_n").GetDouble(), new StandardScaler(new()).Fit(frame, rows).Scale(0), Tolerance);
        Assert.Equal(expected.GetProperty("std_n_minus_1").GetDouble(), new StandardScaler(new() { Sample = true }).Fit(frame, rows).Scale(0), Tolerance);

        double Spread(bool unit) => new RobustScaler(new() { Spread = RobustSpread.MedianDeviation, UnitVariance = unit }).Fit(frame, rows).Scale(0);
    }

    private static IScaler Scaler(string name) => name switch
    {
        "standard" => new StandardScaler(new()),
        "minmax_0_1" => new MinMaxScaler(new()),
        "minmax_-1_1" => new MinMaxScaler(new() { Low = -1 }),
        _ => new RobustScaler(new() { UnitVariance = false, Widen = false }),
    };

    private static double[] Centres(string name, Frame train)
    {
        var fitted = Scaler(name).Fit(train, new SampleRange(0, train.Count));
        return [.. Enumerable.Range(0, train.Channels.Count).Select(c => fitted.Inverse(c, 0))];
    }

    private static double[] Map(Frame frame, Func<int, double, double> map)
        => [.. frame.Values.ToArray().Select((value, i) => map(i % frame.Channels.Count, value))];

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], double.IsNaN(expected[i]) ? Tolerance : Tolerance * (1 + Math.Abs(expected[i])));
        }
    }

    private static JsonElement Case(string name)
        => Root.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);

    private static Frame Header(string name) => FrameOf(Root.GetProperty("header").GetProperty(name));

    private static Frame FrameOf(JsonElement tensor)
    {
        var values = Numbers(tensor);
        var channels = tensor.GetProperty("shape")[1].GetInt32();
        return new Frame(TimeAxis.Rows(values.Length / channels), [.. Enumerable.Range(0, channels).Select(c => new Channel($"c{c}"))], values);
    }

    private static double[] Numbers(JsonElement tensor)
        => [.. tensor.GetProperty("data").EnumerateArray().Select(n => n.ValueKind == JsonValueKind.Number ? n.GetDouble() : double.NaN)];
}
