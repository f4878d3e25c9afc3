using Kilter.Detectors.Errors;
using Kilter.Detectors.Forecasting;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;

namespace Kilter.Recipes.Steps;

/// <summary>Runs a recurrent forecaster along a series and gathers its errors.</summary>
internal static class RollStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "roll",
        Does = "walks a recurrent network along a frame, carrying its state; leaves, for each sample, the errors of all forecasts of it (a grid, zero where some were not made yet) and the forecasts themselves as NAME.forecasts",
        Settings =
        [
            new("network", "", "a network", "the forecaster"),
            new("in", "", "a reading or frame", "the series, scaled"),
            new("channel", "0", "a channel's number", "whose errors"),
            new("steps", "10", "1 up", "of a network that forecasts the next sample: how far it is rolled on its own outputs"),
            new("horizons", "none", "numbers", "of a network that forecasts several horizons at once: which"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var network = Bare(bench.Get<Network>(settings.Text("network")));
        var frame = LabelsStep.FrameOf(bench.Get<object>(settings.Text("in")));
        var (channel, cancellation) = (settings.WholeNumber("channel", 0), bench.Context.Cancellation);
        var observed = frame.Column(channel);
        if (settings.Has("horizons"))
        {
            int[] horizons = [.. settings.Numbers("horizons").Select(h => (int)h)];
            var direct = HorizonForecasts.Of(network, frame.Values, cancellation);
            bench.Put(settings.As, new Grid(horizons.Length, HorizonForecasts.ErrorVectors(direct, observed, horizons)));
            bench.Put(settings.As + ".forecasts", new Grid(horizons.Length, direct));
            return;
        }

        var (steps, channels) = (settings.WholeNumber("steps", 10), frame.Channels.Count);
        var all = RolledForecasts.Of(network, frame.Values, steps, cancellation);
        var own = new double[frame.Count * steps];
        for (var i = 0; i < own.Length; i++)
        {
            own[i] = all[(i * channels) + channel];
        }

        bench.Put(settings.As, new Grid(steps, ForecastAlignment.ErrorVectors(own, observed, steps)));
        bench.Put(settings.As + ".forecasts", new Grid(steps, own));
    }

    /// <summary>The layers inside a free-running one, or one of two runs, with their weights: what takes true samples one by one.</summary>
    private static Network Bare(Network network)
    {
        IReadOnlyList<ILayer>? inside = network.Settings switch { [FreeRunning free] => free.Layers, [TwoRuns both] => both.Layers, _ => null };
        if (inside is null)
        {
            return network;
        }

        var bare = new Network(network.Input, inside, seed: 0);
        for (var p = 0; p < bare.Parameters.Count; p++)
        {
            bare.Parameters[p].Set(network.Parameters[p].ToArray());
        }

        return bare;
    }
}
