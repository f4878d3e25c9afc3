using Kilter.Detectors.Networks;
using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;
using Kilter.Numerics.Neural.Losses;
using Kilter.Windows;

namespace Kilter.Detectors.Reconstruction;

/// <summary>What a conditional autoencoder is told beside the window.</summary>
public enum ConditionOn
{
    /// <summary>The place in the season where there is one and the samples carry time, else the level (default).</summary>
    Auto,

    /// <summary>Where in the season the window ends.</summary>
    Season,

    /// <summary>Each channel's mean over the window: what is judged is the shape that belongs to that level.</summary>
    Level,
}

/// <summary>Settings of <see cref="ConditionalAutoencoderDetector"/>.</summary>
public sealed record ConditionalOptions
{
    /// <summary>What it shares with the variational autoencoder.</summary>
    public VariationalOptions Variational { get; init; } = new();

    /// <summary>What it is told beside the window. Default: the place in the season, or the level where there is none.</summary>
    public ConditionOn Condition { get; init; }

    internal static SettingSpec Spec { get; } = new("condition", "auto", "auto, season, level", "what is known beside the window: its place in the season, or its level; auto: the season where there is one");

    internal static ConditionOn ConditionOf(Settings settings) => settings.Text("condition", "auto") switch
    {
        "auto" => ConditionOn.Auto,
        "season" => ConditionOn.Season,
        "level" => ConditionOn.Level,
        var other => throw new ArgumentException($"'condition' is \"{other}\"; it must be auto, season or level."),
    };
}

/// <summary>A variational autoencoder that is told when a window ends, or at what level it runs: so it knows what belongs there.</summary>
/// <remarks>
/// <para>
/// As <see cref="VariationalAutoencoderDetector"/>, with a condition that encoder and decoder both see: sines and cosines of the place in the season (and of two overtones), or each
/// channel's mean over the window. The code then holds what the condition does not explain, and a Sunday's shape on a Monday is rebuilt as a Monday. The condition is known when
/// the window ends: scores stay causal. Unit: standard deviations of normal numbers. Range [0, ∞).
/// </para>
/// <para>Cost: fit O(epochs·N·weights), score O(weights) a window. Weights and noise follow from the seed.</para>
/// <para>Source: K. Sohn, H. Lee, X. Yan, "Learning structured output representation using deep conditional generative models", NIPS, 2015.</para>
/// </remarks>
public sealed class ConditionalAutoencoderDetector(ConditionalOptions options) : IDetector
{
    private static readonly NetworkOptions Training = new();

    /// <summary>Its line in the catalogue.</summary>
    public static DetectorEntry Entry { get; } = new()
    {
        Name = "conditional-autoencoder",
        Family = "Reconstruction",
        FindsBest = "what is normal at another time of the season only",
        WeakAt = "records without a season, short training",
        Channels = "any",
        FitCost = "medium",
        Source = "K. Sohn, H. Lee, X. Yan, Learning structured output representation using deep conditional generative models, 2015",
        Settings = AutoencoderOptions.Specs("half, a quarter and an eighth of a window's values", Training, ConditionalOptions.Spec, VariationalOptions.Spec),
        DefaultWindow = 32,
        Create = settings => new ConditionalAutoencoderDetector(new()
        {
            Variational = VariationalOptions.Of(settings, Training),
            Condition = ConditionalOptions.ConditionOf(settings),
        }),
        Read = artifact => FittedAutoencoder.Read(artifact, Layers),
    };

    /// <inheritdoc/>
    public int WindowLength => options.Variational.Autoencoder.Window;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The place in the season is asked for, and no season is known.</exception>
    public IFittedDetector Fit(WindowSet train, FitContext context)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(context);
        var (shared, window) = (options.Variational.Autoencoder, WindowLength);
        var condition = ConditionFor(train, context);
        var units = DenseUnits.Of(shared.Units, window * train.Channels);
        var plan = new AutoencoderPlan(window, train.Channels, units, shared.Training.Dropout, options.Variational.Beta, condition.Width);
        return ReconstructionFit.Of(train, shared, plan, Layers, new MeanSquaredError { Reduction = Reduction.Sum }, context, condition);
    }

    internal static IReadOnlyList<ILayer> Layers(AutoencoderPlan plan) =>
    [
        new Carry(plan.Condition, [.. plan.Hidden(plan.Down), new Dense(2 * plan.Code), new GaussianLatent { Weight = plan.Weight }]),
        .. plan.Hidden(plan.Down.Reverse()),
        new Dense(plan.Size),
        new Reshape(plan.Window, plan.Channels),
    ];

    private WindowCondition ConditionFor(WindowSet train, FitContext context) => options.Condition switch
    {
        ConditionOn.Season when context.Season < 2 => throw new ArgumentException(
            "'condition' is season, but no season is known or was found. Give one with 'season', or use condition level."),
        ConditionOn.Season => WindowCondition.PlaceIn(context.Season),

        // Without a clock a window does not know its place: counting from the first sample would shift as soon as another record is scored.
        ConditionOn.Auto when context.Season >= 2 && !train.Clock.IsEmpty => WindowCondition.PlaceIn(context.Season),
        _ => WindowCondition.LevelOf(train.Channels),
    };
}
