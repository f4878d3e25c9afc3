namespace Kilter.Numerics.Neural.Training;

/// <summary>What one epoch came to.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Loss">Mean loss of the training windows, each at the moment its batch was taken; penalties included.</param>
/// <param name="ValidationLoss">Mean loss of the validation windows at the end of the epoch, without dropout; NaN without any.</param>
/// <param name="LearningRate">Of its last step.</param>
public readonly record struct EpochResult(int Number, double Loss, double ValidationLoss, double LearningRate)
{
    /// <summary>The loss that early stopping and schedules watch: validation where there is one.</summary>
    public double Watched => double.IsNaN(ValidationLoss) ? Loss : ValidationLoss;
}

/// <summary>The course of a training.</summary>
/// <param name="Epochs">One a completed epoch.</param>
/// <param name="BestEpoch">The number of the epoch whose watched loss was lowest.</param>
/// <param name="StoppedEarly">Whether early stopping ended it.</param>
public sealed record TrainingHistory(IReadOnlyList<EpochResult> Epochs, int BestEpoch, bool StoppedEarly);
