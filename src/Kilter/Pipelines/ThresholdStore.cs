using Kilter.Artifacts;
using Kilter.Frames;
using Kilter.Thresholds;

namespace Kilter.Pipelines;

/// <summary>Saves a fitted threshold and reads it back.</summary>
internal static class ThresholdStore
{
    public static void Write(ArtifactWriter artifact, FittedThreshold threshold)
    {
        artifact.Set("name", threshold.Name);
        artifact.Set("note", threshold.Note);
        artifact.Set("limit", [threshold.Limit, threshold.ExpectedRate]);
        artifact.Set("calibrated-on", threshold.CalibratedOn);
        RowsStore.Write(artifact, "fitted-on", threshold.FittedOn);
        if (threshold.Centre is { } centre)
        {
            artifact.Set("centre", centre);
        }

        if (threshold.Smoothing > 1)
        {
            artifact.Set("smoothing", (long)threshold.Smoothing);
            artifact.Set("smoothing-start", threshold.SmoothingStart);
        }

        if (threshold.Tail is { } tail)
        {
            artifact.Set("tail", [tail.Start, tail.Scale, tail.Shape, tail.Rate]);
            artifact.Set("tail-count", tail.Count);
        }
    }

    public static FittedThreshold Read(ArtifactReader artifact)
    {
        var limit = artifact.Numbers("limit", 2);
        if (!(limit[0] > 0) || !double.IsFinite(limit[0]))
        {
            throw new InvalidDataException("The model's limit is not a positive number.");
        }

        var tail = artifact.Has("tail") ? artifact.Numbers("tail", 4) : null;
        return new FittedThreshold
        {
            Name = artifact.Text("name"),
            Note = artifact.Text("note"),
            Limit = limit[0],
            ExpectedRate = limit[1],
            CalibratedOn = artifact.WholeNumber("calibrated-on"),
            Centre = artifact.Has("centre") ? artifact.Number("centre") : null,
            Smoothing = artifact.Has("smoothing") ? (int)artifact.WholeNumber("smoothing") : 1,
            SmoothingStart = artifact.Has("smoothing") ? artifact.Number("smoothing-start") : double.NaN,
            FittedOn = RowsStore.Read(artifact, "fitted-on"),
            Tail = tail is null ? null : new TailFit(tail[0], tail[1], tail[2], tail[3], (int)artifact.WholeNumber("tail-count")),
        };
    }
}
