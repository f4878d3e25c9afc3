using System.Globalization;
using Kilter.Detectors;
using Kilter.Thresholds;

namespace Kilter.Pipelines;

/// <summary>What a detector asks of the rest of the pipeline.</summary>
internal static class DetectorTerms
{
    /// <summary>
    /// The description with no scaling for a detector that judges measured units, and with the detector's own limit where it has one and no other
    /// threshold was asked for.
    /// </summary>
    public static PipelineSpec Meet(PipelineSpec spec)
    {
        var entry = DetectorCatalog.Find(spec.Detector);
        var met = entry.MeasuredUnits ? spec with { Scaler = "none" } : spec;
        return entry.OwnLimit is not { } limit || met.Threshold != BudgetThreshold.Name ? met : met with
        {
            Threshold = FixedThreshold.Name,
            ThresholdSettings = new Dictionary<string, string>(StringComparer.Ordinal) { ["value"] = limit.ToString(CultureInfo.InvariantCulture) },
        };
    }
}
