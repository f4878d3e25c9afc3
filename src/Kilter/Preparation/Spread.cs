using Kilter.Frames;

namespace Kilter.Preparation;

/// <summary>How far a channel's values lie apart, missing ones left out.</summary>
internal static class Spread
{
    /// <summary>The population variance, in two passes; 0 for fewer than two values.</summary>
    public static double Variance(Frame frame, SampleRange rows, int channel)
    {
        var (sum, count) = (0.0, 0);
        for (var t = rows.Start; t < rows.End; t++)
        {
            if (double.IsFinite(frame[t, channel]))
            {
                (sum, count) = (sum + frame[t, channel], count + 1);
            }
        }

        var (mean, squares) = (count == 0 ? 0 : sum / count, 0.0);
        for (var t = rows.Start; t < rows.End; t++)
        {
            var d = frame[t, channel] - mean;
            squares += double.IsFinite(d) ? d * d : 0;
        }

        return count < 2 ? 0 : squares / count;
    }

    /// <summary>True when all values there are equal, or there is none.</summary>
    public static bool IsConstant(Frame frame, SampleRange rows, int channel)
    {
        var first = double.NaN;
        for (var t = rows.Start; t < rows.End; t++)
        {
            var value = frame[t, channel];
            if (double.IsFinite(value) && value != first)
            {
                if (!double.IsNaN(first))
                {
                    return false;
                }

                first = value;
            }
        }

        return true;
    }
}
