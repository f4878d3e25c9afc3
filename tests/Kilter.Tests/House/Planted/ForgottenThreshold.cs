using Kilter.Thresholds;

namespace Kilter.Tests.House.Planted;

/// <summary>Planted: a threshold that nobody put into the catalogue.</summary>
internal sealed class ForgottenThreshold : IThreshold
{
    public FittedThreshold Calibrate(ReadOnlySpan<float> scores, CalibrationContext context)
        => new() { Name = "forgotten", Limit = 1, CalibratedOn = scores.Length };
}
