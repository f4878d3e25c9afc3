using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Losses;
using Kilter.Numerics.Neural.Optimizers;
using Kilter.Numerics.Neural.Schedules;
using Kilter.Numerics.Neural.Training;
using Kilter.Pipelines;

namespace Kilter.Recipes.Steps;

/// <summary>Trains a network.</summary>
internal static class TrainStep
{
    public static StepEntry Entry { get; } = new()
    {
        Name = "train",
        Does = "trains a network on windows; leaves the history, and its losses as NAME.loss and NAME.validation (vectors), NAME.first-loss, NAME.last-loss, NAME.first-validation, NAME.last-validation",
        Settings =
        [
            new("network", "", "a network", "what is trained, in place"),
            new("windows", "", "windows", "what it learns from"),
            new("loss", "mse", "mse, mae, huber, log-cosh, pinball, bce, two-runs", "what is made small"),
            new("quantiles", "0.1, 0.5, 0.9", "numbers in (0, 1)", "of the pinball loss, one an output"),
            new("optimizer", "adam", "adam, keras-adam, adamw, rmsprop, sgd", "how weights move"),
            new("rate", "the optimiser's own", "above 0", "the learning rate"),
            new("weight-decay", "0", "0 to 1", "L2 added to the gradient"),
            new("decay", "0", "0 up", "Keras's old decay: the rate is divided by 1 + decay · steps"),
            new("momentum", "0.9", "0 to 1", "of rmsprop: the decay rate of its mean square"),
            new("batch", "32", "1 up", "windows of one step"),
            new("epochs", "20", "1 up", "passes"),
            new("shuffle", "true", "true or false", "an order of its own for each epoch"),
            new("validation-share", "0", "0 to 0.9", "the last windows, judged and not learned from"),
            new("validation", "none", "windows", "other windows, judged and not learned from, in place of a share"),
            new("patience", "never", "1 up", "stop after so many epochs without a new best; the last weights are kept"),
            new("keep-best", "false", "true or false", "keep the best weights instead"),
            new("clip-norm", "none", "above 0", "bound on the norm of the whole gradient"),
            new("stateful", "false", "true or false", "carry the state from batch to batch"),
            StepEntry.As,
        ],
        Run = StepEntry.Now(Run),
    };

    private static void Run(StepSettings settings, Bench bench)
    {
        var windows = bench.Get<WindowBatch>(settings.Text("windows"));
        var share = settings.Number("validation-share", 0);
        if (settings.Has("validation"))
        {
            var judged = bench.Get<WindowBatch>(settings.Text("validation"));
            windows = Join(windows, judged);

            // Half a window more than its share, so that rounding down gives the windows themselves.
            share = (judged.Count + 0.5) / windows.Count;
        }

        var options = new TrainingOptions
        {
            Epochs = settings.WholeNumber("epochs", 20),
            BatchSize = settings.WholeNumber("batch", 32),
            Optimizer = Optimizer(settings),
            Schedule = settings.Has("decay") ? new InverseTimeDecay { Decay = settings.Number("decay") } : ConstantSchedule.Instance,
            Clip = settings.Has("clip-norm") ? GradientClip.ByGlobalNorm(settings.Number("clip-norm")) : null,
            Shuffle = settings.Flag("shuffle", true),
            ValidationShare = share,
            EarlyStopping = settings.Has("patience") ? new EarlyStopping { Patience = settings.WholeNumber("patience"), RestoreBest = settings.Flag("keep-best") } : null,
            Stateful = settings.Flag("stateful"),
            Seed = bench.Seed,
            Threads = bench.Context.Threads,
        };
        var trainer = new Trainer(bench.Get<Network>(settings.Text("network")), Loss(settings, windows.Width), options);
        var progress = bench.Context.Progress is { } listener ? new Epochs(listener, options.Epochs) : null;
        var history = trainer.Fit(windows.InputWindows, windows.TargetWindows, progress, bench.Context.Cancellation);
        Leave(settings.As, history, bench);
    }

    private static WindowBatch Join(WindowBatch first, WindowBatch second)
        => first with { Inputs = [.. first.Inputs, .. second.Inputs], Targets = [.. first.Targets, .. second.Targets], Rows = [.. first.Rows, .. second.Rows] };

    private static void Leave(string name, TrainingHistory history, Bench bench)
    {
        bench.Put(name, history);
        bench.Put(name + ".loss", history.Epochs.Select(e => e.Loss).ToArray());
        bench.Put(name + ".validation", history.Epochs.Select(e => e.ValidationLoss).ToArray());
        bench.Put(name + ".first-loss", history.Epochs[0].Loss);
        bench.Put(name + ".last-loss", history.Epochs[^1].Loss);
        bench.Put(name + ".first-validation", history.Epochs[0].ValidationLoss);
        bench.Put(name + ".last-validation", history.Epochs[^1].ValidationLoss);
    }

    private static ILoss Loss(StepSettings settings, int width) => settings.Text("loss", "mse") switch
    {
        "mse" => new MeanSquaredError(),
        "mae" => new MeanAbsoluteError(),
        "huber" => new Huber(),
        "log-cosh" => new LogCosh(),
        "bce" => new BinaryCrossEntropy(),
        "pinball" => new Pinball(settings.Has("quantiles") ? settings.Numbers("quantiles") : [0.1, 0.5, 0.9]),
        "two-runs" => new TwoRunsError(width),
        _ => throw settings.Wrong("loss", "mse, mae, huber, log-cosh, bce, pinball or two-runs"),
    };

    private static IOptimizer Optimizer(StepSettings settings)
    {
        var decay = settings.Number("weight-decay", 0);
        switch (settings.Text("optimizer", "adam"))
        {
            case "adam":
                return new Adam { WeightDecay = decay, LearningRate = settings.Number("rate", 0.001) };
            case "keras-adam":
                return Adam.Keras with { WeightDecay = decay, LearningRate = settings.Number("rate", 0.001) };
            case "adamw":
                return new AdamW { WeightDecay = decay, LearningRate = settings.Number("rate", 0.001) };
            case "rmsprop":
                return new RmsProp { WeightDecay = decay, LearningRate = settings.Number("rate", 0.001), Alpha = settings.Number("momentum", 0.9) };
            case "sgd":
                return new Sgd { WeightDecay = decay, LearningRate = settings.Number("rate", 0.01), Momentum = settings.Number("momentum", 0) };
            default:
                throw settings.Wrong("optimizer", "adam, keras-adam, adamw, rmsprop or sgd");
        }
    }

    private sealed class Epochs(IProgress<PipelineProgress> listener, int total) : IProgress<EpochResult>
    {
        public void Report(EpochResult value) => listener.Report(new PipelineProgress("train", value.Number, total, "epochs"));
    }
}
