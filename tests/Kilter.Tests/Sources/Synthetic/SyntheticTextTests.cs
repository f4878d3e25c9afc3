using Kilter.Sources;
using Kilter.Sources.Synthetic;

namespace Kilter.Tests.Sources.Synthetic;

public sealed class SyntheticTextTests
{
    [Fact]
    public void Every_setting_is_read()
    {
        var options = SyntheticSource.Parse("synth:pump?days=2&step=5m&seed=18446744073709551615&noise=0.5&clean=0.4&anomalies=spike:flow@20*2,flat-line").Options;

        Assert.Equal("pump", options.Signal);
        Assert.Equal(576, options.Samples);
        Assert.Equal(TimeSpan.FromMinutes(5), options.Step);
        Assert.Equal(ulong.MaxValue, options.Seed);
        Assert.Equal(0.5, options.Noise);
        Assert.Equal(0.4, options.Clean);
        var spike = new AnomalySpec { Kind = "spike", Channel = "flow", Magnitude = 20 };
        Assert.Equal([spike, spike, new() { Kind = "flat-line" }], options.Anomalies!);
    }

    [Fact]
    public void Nothing_but_a_name_is_the_signal_s_own_choice()
    {
        Assert.Equal(new SyntheticOptions { Signal = "sine" }, SyntheticSource.Parse("synth:sine").Options);
        Assert.Equal([], SyntheticSource.Parse("synth:sine?anomalies=none").Options.Anomalies!);
    }

    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("30s", 30)]
    [InlineData("5m", 300)]
    [InlineData("1h", 3600)]
    public void A_step_has_a_unit(string text, double seconds)
        => Assert.Equal(seconds, SyntheticSource.Parse($"synth:sine?step={text}").Options.Step!.Value.TotalSeconds);

    [Theory]
    [InlineData("synth:pmp", "In 'synth:pmp', there is no signal 'pmp'.", "synth:pump")]
    [InlineData("synth:pump?dys=3", "In 'synth:pump?dys=3', there is no setting 'dys'.", "synth:pump?days=3")]
    [InlineData("synth:pump?anomalies=spyke", "In 'synth:pump?anomalies=spyke', there is no anomaly 'spyke'.", "synth:pump?anomalies=spike")]
    [InlineData("synth:pump?anomalies=spike:flw", "In 'synth:pump?anomalies=spike:flw', there is no channel 'flw'.", "synth:pump?anomalies=spike:flow")]
    public void A_slip_is_answered_with_what_was_probably_meant(string text, string message, string likely)
    {
        var error = Assert.Throws<DataException>(() => SyntheticSource.Parse(text));

        Assert.Equal(message, error.Message);
        Assert.Equal([likely], error.Try);
        Assert.StartsWith("There are: ", Assert.Single(error.Expected), StringComparison.Ordinal);
        Assert.True(error.IsUsage);
    }

    [Theory]
    [InlineData("samples=3", "samples is \"3\". A number between 16 and 100000000 is needed.")]
    [InlineData("days=x", "days is \"x\". A number between")]
    [InlineData("days=0.001", "days is \"0.001\". That makes 1 samples; between 16 and")]
    [InlineData("step=5", "step is \"5\". A time with its unit is needed")]
    [InlineData("step=30h", "step is \"30h\". 'Step' is")]
    [InlineData("seed=-1", "seed is \"-1\". A whole number")]
    [InlineData("noise=NaN", "noise is \"NaN\". A number between 0 and 100")]
    [InlineData("clean=0.1", "clean is \"0.1\". A number between 0.2 and 0.9")]
    [InlineData("anomalies=spike*0", "anomalies is \"0\". A number between 1 and 10000")]
    public void A_value_that_does_not_fit_is_answered_with_what_would(string setting, string message)
    {
        var error = Assert.Throws<DataException>(() => SyntheticSource.Parse("synth:pump?" + setting));

        Assert.StartsWith($"In 'synth:pump?{setting}', {message}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sine", "correlation-break", "A correlation-break needs two channels or more; 'sine' has one.")]
    [InlineData("sine", "missing-beat*60", "A missing-beat found no place in 116 samples of 'sine'. Make more samples, or plant fewer anomalies.")]
    public void Anomalies_that_cannot_be_planted_are_refused_with_the_reason(string signal, string anomalies, string message)
    {
        var source = SyntheticSource.Parse($"synth:{signal}?anomalies={anomalies}");

        var error = Assert.Throws<ArgumentException>(() => source.Make(TestContext.Current.CancellationToken));

        Assert.Equal(message, error.Message);
    }
}
