using Kilter.Numerics.Neural.Training;

namespace Kilter.Detectors;

/// <summary>A fitted detector that was trained epoch by epoch and remembers how that went, for people to look at. It never changes a score.</summary>
public interface IHasTrainingHistory
{
    /// <summary>The losses of each epoch; null when it was read from a model file, which does not keep them.</summary>
    TrainingHistory? History { get; }
}
