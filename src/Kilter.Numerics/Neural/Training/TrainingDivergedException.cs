namespace Kilter.Numerics.Neural.Training;

/// <summary>Training ran away: the loss became NaN or infinite, or exploded. The message names the layer and what to change.</summary>
/// <remarks>The network has the weights it had before this training began, or those of the best epoch where early stopping keeps them.</remarks>
public sealed class TrainingDivergedException : InvalidOperationException
{
    /// <summary>Without a message.</summary>
    public TrainingDivergedException()
    {
    }

    /// <summary>With a message.</summary>
    public TrainingDivergedException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public TrainingDivergedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
