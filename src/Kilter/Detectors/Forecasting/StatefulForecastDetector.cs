using Kilter.Detectors.Networks;
using Kilter.Detectors.Online;
using Kilter.Detectors.Reconstruction;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Neural.Training;
using Kilter.Windows;

namespace Kilter.Detectors.Forecasting;

/// <summary>Settings of <see cref="StatefulForecastDetector"/>.</summary>
public sealed record StatefulForecastOptions
{
    /// <summary>Widths of the LSTM layers. Each in [1, 4096]. Default 32.</summary>
    public IReadOnlyList<int> Units { get; init => field = [.. value.Select(u => Guard.InRange(u, 1, 4096, nameof(Units)))]; } = [32];

    /// <summary>Samples through which a training step looks back; the state carries what came before. Range [2, 4096]. Default 32.</summary>
    public int Steps { get; init => field = Guard.InRange(value, 2, 4096); } = 32;

    /// <summary>Whether the change from the last sample is forecast, and shown, rather than levels alone. Default true.</summary>
    public bool Difference { get; init; } = true;

    /// <summary>How residuals become a score. Default: their size in spreads.</summary>
    public ForecastScore Score { get; init; }

    /// <summary>How one score is made of the channels. Default: the largest.</summary>
    public Combine Combine { get; init; }

    /// <summary>
    /// The half-life in samples of a slow watch, in place of the score of single samples: how bad forecasts have been lately, and how far the level has moved lately, the
    /// larger of the two in multiples of the farthest in training. 0 for none. Range [0, 1e9]. Default 0.
    /// </summary>
    public double HalfLife { get; init => field = Guard.InRange(value, 0, 1e9); }

    /// <summary>How the network is trained; its batch is the most stretches that are trained side by side.</summary>
    public NetworkOptions Training { get; init; } = new();
}

/// <summary>Scores a sample by its distance from the forecast of a recurrent network (LSTM) that has read the whole series up to it.</summary>
/// <remarks>
/// <para>
/// The network has no window: its state is carried from sample to sample and through training, where the series is cut into stretches side by side and gradients
/// reach so many steps back (truncated back-propagation). So it can know what a window does not hold. It does not learn while it scores: what goes on is its memory.
/// </para>
/// <para>
/// Score: as that of <see cref="LstmForecastDetector"/>, one sample ahead. After a jump in time of more than 3 samples, or backwards, it starts with an empty memory, and
/// the first sample, of which there is no forecast, has score 0 (and its channels' middles as expected). Streaming gives the bits of the whole series.
/// </para>
/// <para>
/// With a half-life the score is slow instead: good forecasts are made of a level that has gone wrong, too, and only a level that is watched shows it. Its unit is the
/// farthest that training went; contributions are then those of the levels.
/// </para>
/// <para>Cost: fit epochs·T steps of the network; score one step a sample, constant memory. The same seed gives the same bits.</para>
/// <para>Source: A. Singh, "Anomaly detection for temporal data using long short-term memory (LSTM)", master's thesis, KTH, 2017 (the stateful variant).</para>
/// </remarks>
public sealed class StatefulForecastDetector(StatefulForecastOptions options) : IDetector
{
    // Fewer windows than this a stretch, and its start from an empty state would weigh too much.
    private const int FewestWindows = 4;

    private static readonly NetworkOptions Training = new() { Batch = 32, LearningRate = 0.005 };

    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "stateful-forecast",
        Family = "Forecasting",
        FindsBest = "broken rhythm that a short window cannot hold, jumps",
        WeakAt = "slow changes; records with many gaps",
        Channels = "any",
        FitCost = "slow",
        Source = "A. Singh, Anomaly detection for temporal data using long short-term memory, 2017",
        Settings =
        [
            new("units", "32", "numbers like 64,16", "widths of the LSTM layers"),
            new("steps", "32", "2 to 4096", "samples through which a training step looks back"),
            ForecasterOptions.DifferenceSpec,
            ForecastScoreSetting.Spec,
            CombineSetting.Spec,
            new("half-life", "0", "0 to 1e9", "samples over which bad forecasts and moved levels are watched, in place of single samples; 0 for none"),
            .. Training.Specs,
        ],
        DefaultWindow = 1,
        Create = settings => new StatefulForecastDetector(new()
        {
            Units = AutoencoderOptions.UnitsOf(settings) is { Count: > 0 } units ? units : [32],
            Steps = settings.WholeNumber("steps", 32),
            Difference = ForecasterOptions.DifferenceOf(settings),
            Score = ForecastScoreSetting.Of(settings),
            Combine = CombineSetting.Of(settings),
            HalfLife = settings.Number("half-life", 0),
            Training = Training.Read(settings),
        }),
        Read = FittedStatefulForecast.Read,
    };

    /// <inheritdoc/>
    public int WindowLength => 1;

    /// <inheritdoc/>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        DetectorGuard.Fit(train, length: 1, least: 16, context);
        if (options.HalfLife > 0 && options.Score == ForecastScore.LogDensity)
        {
            throw new ArgumentException("A slow watch ('half-life' above 0) takes the mean of scores as a multiple of its worst in training, and log densities may be negative. Use 'score' gaussian, which is never, or 'half-life' 0.");
        }

        var plan = new ForecasterPlan(options.Difference ? 3 : 2, 1, train.Channels, options.Units, options.Training.Dropout, options.Difference);
        var pairs = Pairs(train, plan.Window);
        var input = ForecastInput.Of(pairs, plan, options.Training.Farthest);
        var steps = Math.Min(options.Steps, Math.Max(2, train.Count / 8));
        var stretches = Math.Clamp(train.Count / (FewestWindows * steps), 1, options.Training.Batch);
        var (inputs, targets) = Series(input.Prepare(pairs), input, plan);
        var trained = TrainedNetwork.Fit(
            new SampleShape(steps, plan.Input.Width),
            Layers(plan),
            new SideBySide(inputs, plan.Input.Width, stretches, steps),
            new SideBySide(targets, plan.Channels, stretches, steps),
            new Huber(),
            options.Training,
            context,
            training => training with { Stateful = true, Shuffle = false, BatchSize = stretches });

        var network = new Network(new SampleShape(1, plan.Input.Width), Layers(plan), context.Seed);
        for (var p = 0; p < network.Parameters.Count; p++)
        {
            network.Parameters[p].Set(trained.Network.Parameters[p].ToArray());
        }

        return Calibrate(train, new ForecastModel(plan, input, network), trained.History, context);
    }

    internal static IReadOnlyList<ILayer> Layers(ForecasterPlan plan) => [.. plan.Stack((width, _) => new Lstm(width) { ReturnSequences = true }, plan.Outputs)];

    /// <summary>Every sample with those that its input and target need: windows of 2 or 3 samples. The few across a jump in time are learned from as if there were none.</summary>
    private static WindowSet Pairs(WindowSet train, int length)
    {
        var (channels, starts) = (train.Channels, new int[train.Count - length + 1]);
        var values = new float[train.Count * channels];
        for (var n = 0; n < train.Count; n++)
        {
            train[n].CopyTo(values.AsSpan(n * channels));
        }

        for (var n = 0; n < starts.Length; n++)
        {
            starts[n] = n;
        }

        return WindowSet.At(values, channels, length, starts);
    }

    /// <summary>The inputs and targets of all pairs, one behind the other.</summary>
    private static (float[] Inputs, float[] Targets) Series(WindowSet prepared, ForecastInput input, ForecasterPlan plan)
    {
        var (seen, wanted, width) = (input.Inputs(prepared), input.Targets(prepared, stride: 1), plan.Input.Width);
        var (inputs, targets) = (new float[seen.Count * width], new float[wanted.Count * plan.Channels]);
        for (var n = 0; n < seen.Count; n++)
        {
            seen[n].CopyTo(inputs.AsSpan(n * width));
            wanted[n].CopyTo(targets.AsSpan(n * plan.Channels));
        }

        return (inputs, targets);
    }

    /// <summary>Reads the whole training series, and learns from the last part of it, which training judged itself by, how large residuals are.</summary>
    private FittedStatefulForecast Calibrate(WindowSet train, ForecastModel model, TrainingHistory history, FitContext context)
    {
        var channels = train.Channels;
        var state = new StatefulForecastState(model, null, null);
        var first = Math.Max(1, (int)(train.Count * (1 - Math.Max(options.Training.Validation, 0.2))));
        var (residuals, forecast, count) = (new double[(train.Count - first) * channels], new double[channels], 0);
        for (var n = 0; n < train.Count; n++)
        {
            if (n % 4096 == 0)
            {
                context.Cancellation.ThrowIfCancellationRequested();
            }

            state.Seek(train.PlaceOf(n));
            if (n >= first && state.Forecast(forecast))
            {
                FittedForecaster.Residuals(train[n], forecast, residuals.AsSpan(channels * count++, channels));
            }

            state.Learn(train[n]);
        }

        var kept = count > 0 ? residuals.AsSpan(0, count * channels) : residuals;
        var errors = ForecastErrors.Of(kept, options.Score, options.Combine, TrainedNetwork.LeastSpread(model.Input.Safe), channels);
        return options.HalfLife == 0
            ? new FittedStatefulForecast(model, errors, null, state.With(errors, null)) { History = history }
            : Watch(train, new FittedStatefulForecast(model, errors, null, new StatefulForecastState(model, errors, null)) { History = history }, context);
    }

    /// <summary>Learns how far single scores and levels go over a while in training, and reads it once more with that.</summary>
    private FittedStatefulForecast Watch(WindowSet train, FittedStatefulForecast single, FitContext context)
    {
        var (scores, values) = (new float[train.Count], new float[train.Count * train.Channels]);
        single.Score(train, scores);
        for (var n = 0; n < train.Count; n++)
        {
            train[n].CopyTo(values.AsSpan(n * train.Channels));
        }

        var watch = SlowWatch.Of(options.HalfLife, values, scores, TrainedNetwork.LeastSpread(single.Model.Input.Safe));
        var state = new StatefulForecastState(single.Model, single.Errors, watch);
        OnlineReplay.Learn(state, train, context.Cancellation);
        return new FittedStatefulForecast(single.Model, single.Errors, watch, state) { History = single.History };
    }
}
