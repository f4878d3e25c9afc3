using Kilter.Numerics.Neural.Training;
using Kilter.Reports.Figures;
using Kilter.Reports.Words;

namespace Kilter.Reports.FigureKinds;

/// <summary>Loss by epoch: did training settle, and does held-out loss follow it?</summary>
public static class LossByEpoch
{
    /// <summary>The figure of a training: the epoch with the lowest watched loss is marked, and the caption says how it ended.</summary>
    /// <param name="history">The course of the training; at least one epoch.</param>
    /// <param name="unit">What the loss is, such as "mean absolute error"; null when not known.</param>
    public static Figure Of(TrainingHistory history, string? unit = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        double[] heldOut = [.. history.Epochs.Select(e => e.ValidationLoss)];
        var count = Numbers.Count(history.Epochs.Count, "epoch");
        return Of(
            [.. history.Epochs.Select(e => e.Loss)], heldOut.Any(double.IsFinite) ? heldOut : null, history.BestEpoch, unit,
            history.StoppedEarly ? $"Stopped after {count}, when it got no better. The marked epoch was the best." : $"Trained for {count}. The marked epoch was the best.");
    }

    /// <summary>The figure. Losses that span more than a factor of ten lie on a logarithmic axis.</summary>
    /// <param name="training">Training loss of epochs 1, 2, …</param>
    /// <param name="heldOut">Held-out loss of the same epochs; null when nothing was held out.</param>
    /// <param name="kept">The epoch whose weights were kept, counted from 1; null to mark none.</param>
    /// <param name="unit">What the loss is, such as "mean absolute error"; null when not known.</param>
    /// <param name="caption">How training ended, and the like.</param>
    public static Figure Of(IReadOnlyList<double> training, IReadOnlyList<double>? heldOut = null, int? kept = null, string? unit = null, string caption = "")
    {
        ArgumentNullException.ThrowIfNull(training);
        Guard.AtLeast(training.Count, 1, "epochs");
        var marks = new List<IMark> { new Line(Epochs(training.Count), [.. training]) { Name = "training", Colour = MarkColour.Expected, Width = 1.6 } };
        if (heldOut is not null)
        {
            marks.Add(new Line(Epochs(heldOut.Count), [.. heldOut]) { Name = "held out", Width = 2.2 });
        }

        if (kept is { } epoch)
        {
            var losses = heldOut ?? training;
            Guard.InRange(epoch, 1, losses.Count, nameof(kept));
            marks.Add(new Remark(epoch, losses[epoch - 1], $"epoch {Numbers.Count(epoch)}: {Numbers.Value(losses[epoch - 1])}"));
        }

        var all = training.Concat(heldOut ?? []).Where(v => v > 0 && double.IsFinite(v)).ToArray();
        var wide = all.Length > 0 && all.Max() > 10 * all.Min();
        return new()
        {
            Name = "loss-by-epoch",
            Title = "Loss by epoch",
            Caption = caption,
            Panels = [new() { X = Axis.Linear("epoch"), Y = wide ? Axis.Logarithmic("loss", unit) : Axis.FromNought("loss", unit), Marks = marks }],
        };
    }

    private static double[] Epochs(int count) => [.. Enumerable.Range(1, count).Select(e => (double)e)];
}
