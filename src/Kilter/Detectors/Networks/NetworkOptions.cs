using Kilter.Numerics.Neural.Optimizers;
using Kilter.Numerics.Neural.Training;

namespace Kilter.Detectors.Networks;

/// <summary>Which rule moves the weights of a network.</summary>
public enum NetworkOptimizer
{
    /// <summary>Adam (default).</summary>
    Adam,

    /// <summary>Adam with decoupled weight decay of 0.01.</summary>
    AdamW,

    /// <summary>RMSProp.</summary>
    RmsProp,

    /// <summary>Stochastic gradient descent with a momentum of 0.9.</summary>
    Sgd,
}

/// <summary>How a detector's network is trained: the same settings, with the same names, for every detector that has one.</summary>
/// <remarks>
/// Defaults are chosen for a record of some ten thousand samples: a fit of seconds. Training stops when the last part of the training windows, which the weights never
/// see, has not become better for some epochs, and the best weights are put back. The same seed gives the same bits for any number of threads.
/// </remarks>
public sealed record NetworkOptions
{
    /// <summary>Passes over the windows, at most. Range [1, 100000]. Default 60.</summary>
    public int Epochs { get; init => field = Guard.InRange(value, 1, 100_000); } = 60;

    /// <summary>B, windows of one step. Range [1, 65536]. Default 64.</summary>
    public int Batch { get; init => field = Guard.InRange(value, 1, 65_536); } = 64;

    /// <summary>How far a step goes. Range [1e-8, 10]. Default 0.002.</summary>
    public double LearningRate { get; init => field = Guard.InRange(value, 1e-8, 10.0); } = 0.002;

    /// <summary>Which rule moves the weights. Default Adam.</summary>
    public NetworkOptimizer Optimizer { get; init; }

    /// <summary>Epochs without improvement after which training stops; 0 trains all epochs and keeps the last weights. Range [0, 100000]. Default 8.</summary>
    public int Patience { get; init => field = Guard.InRange(value, 0, 100_000); } = 8;

    /// <summary>The share of the windows, the last in time, that training never sees: it says when to stop, and how large residuals are. Range [0, 0.9]. Default 0.2.</summary>
    public double Validation { get; init => field = Guard.InRange(value, 0, 0.9); } = 0.2;

    /// <summary>The share of values left out at random in training. Range [0, 0.9]. Default 0.</summary>
    public double Dropout { get; init => field = Guard.InRange(value, 0, 0.9); }

    /// <summary>The longest gradient (Euclidean norm); 0 for no bound. Range [0, 1e9]. Default 1.</summary>
    public double Clip { get; init => field = Guard.InRange(value, 0, 1e9); } = 1;

    /// <summary>Windows to train on, at most, taken evenly. Range [2, 1e9]. Default 20000.</summary>
    public int MostWindows { get; init => field = Guard.InRange(value, 2, 1_000_000_000); } = 20_000;

    /// <summary>
    /// How far from a channel's mean, in its standard deviations, the network sees values; further ones are held there, and their residual is taken all the same.
    /// Range [1, 1e4]. Default 10.
    /// </summary>
    public double Farthest { get; init => field = Guard.InRange(value, 1, 1e4); } = 10;

    /// <summary>The settings as help shows them, with these values as their defaults. Append them to a detector's own.</summary>
    internal IReadOnlyList<SettingSpec> Specs =>
    [
        new("epochs", FormattableString.Invariant($"{Epochs}"), "1 to 100000", "passes over the training windows, at most"),
        new("batch", FormattableString.Invariant($"{Batch}"), "1 to 65536", "windows of one training step"),
        new("learning-rate", FormattableString.Invariant($"{LearningRate}"), "1e-8 to 10", "how far a training step goes"),
        new("optimizer", NameOf(Optimizer), "adam, adamw, rmsprop, sgd", "which rule moves the weights"),
        new("patience", FormattableString.Invariant($"{Patience}"), "0 to 100000", "epochs without improvement after which training stops; 0 for never"),
        new("validation", FormattableString.Invariant($"{Validation}"), "0 to 0.9", "share of the windows, the last ones, kept out of training to judge it"),
        new("dropout", FormattableString.Invariant($"{Dropout}"), "0 to 0.9", "share of values left out at random in training"),
        new("clip", FormattableString.Invariant($"{Clip}"), "0 to 1e9", "longest gradient; 0 for no bound"),
        new("most-windows", FormattableString.Invariant($"{MostWindows}"), "2 to 1e9", "windows to train on at most, taken evenly"),
        new("farthest", FormattableString.Invariant($"{Farthest}"), "1 to 1e4", "deviations from a channel's mean at which the network's input is held"),
    ];

    /// <summary>These options with what the settings change.</summary>
    /// <exception cref="ArgumentException">A setting is not a number or lies outside its range.</exception>
    internal NetworkOptions Read(Settings settings) => this with
    {
        Epochs = settings.WholeNumber("epochs", Epochs),
        Batch = settings.WholeNumber("batch", Batch),
        LearningRate = settings.Number("learning-rate", LearningRate),
        Optimizer = settings.Text("optimizer", NameOf(Optimizer)) switch
        {
            "adam" => NetworkOptimizer.Adam,
            "adamw" => NetworkOptimizer.AdamW,
            "rmsprop" => NetworkOptimizer.RmsProp,
            "sgd" => NetworkOptimizer.Sgd,
            var other => throw new ArgumentException($"'optimizer' is \"{other}\"; it must be adam, adamw, rmsprop or sgd."),
        },
        Patience = settings.WholeNumber("patience", Patience),
        Validation = settings.Number("validation", Validation),
        Dropout = settings.Number("dropout", Dropout),
        Clip = settings.Number("clip", Clip),
        MostWindows = settings.WholeNumber("most-windows", MostWindows),
        Farthest = settings.Number("farthest", Farthest),
    };

    /// <summary>The engine's options of a training on so many windows.</summary>
    internal TrainingOptions ForTraining(int windows, FitContext context) => new()
    {
        Epochs = Epochs,
        BatchSize = Batch,
        Optimizer = Optimizer switch
        {
            NetworkOptimizer.AdamW => new AdamW { LearningRate = LearningRate },
            NetworkOptimizer.RmsProp => new RmsProp { LearningRate = LearningRate },
            NetworkOptimizer.Sgd => new Sgd { LearningRate = LearningRate, Momentum = 0.9 },
            _ => new Adam { LearningRate = LearningRate },
        },
        Clip = Clip > 0 ? GradientClip.ByNorm(Clip) : null,
        EarlyStopping = Patience > 0 ? new EarlyStopping { Patience = Patience } : null,

        // A handful of held-out windows would stop training by chance.
        ValidationShare = windows * Validation >= 8 ? Validation : 0,
        Seed = context.Seed,
        Threads = Math.Min(context.Threads, 256),
    };

    private static string NameOf(NetworkOptimizer optimizer) => optimizer switch
    {
        NetworkOptimizer.AdamW => "adamw",
        NetworkOptimizer.RmsProp => "rmsprop",
        NetworkOptimizer.Sgd => "sgd",
        _ => "adam",
    };
}
