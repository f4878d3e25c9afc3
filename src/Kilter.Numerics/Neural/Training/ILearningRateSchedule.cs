namespace Kilter.Numerics.Neural.Training;

/// <summary>How the learning rate changes while training goes on.</summary>
/// <remarks>A pure function of where training stands, so that a resumed training takes the same rates. Allocates nothing.</remarks>
public interface ILearningRateSchedule
{
    /// <summary>The name in histories and files.</summary>
    string Name { get; }

    /// <summary>Whether the rate may differ from step to step of one epoch. Where it may not, it is asked for once an epoch.</summary>
    bool ChangesWithinEpoch { get; }

    /// <summary>The rate of one optimiser step.</summary>
    /// <param name="rate">The optimiser's own rate.</param>
    /// <param name="epoch">Epochs that are complete: 0 in the first.</param>
    /// <param name="steps">Steps taken before this one: 0 for the first.</param>
    /// <param name="watched">The watched loss of each complete epoch, oldest first.</param>
    double RateAt(double rate, int epoch, long steps, IReadOnlyList<double> watched);
}

/// <summary>The optimiser's own rate throughout.</summary>
public sealed class ConstantSchedule : ILearningRateSchedule
{
    private ConstantSchedule()
    {
    }

    /// <summary>The only one there is.</summary>
    public static ConstantSchedule Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => "constant";

    /// <inheritdoc/>
    public bool ChangesWithinEpoch => false;

    /// <inheritdoc/>
    public double RateAt(double rate, int epoch, long steps, IReadOnlyList<double> watched) => rate;
}
