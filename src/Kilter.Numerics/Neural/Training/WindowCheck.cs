using Kilter.Numerics.Kernels;

namespace Kilter.Numerics.Neural.Training;

/// <summary>Checks windows at the door, so that the loops behind it need not.</summary>
internal static class WindowCheck
{
    /// <summary>Refuses windows of another length, and values that are not finite. Cost: one read of all windows.</summary>
    public static void Fits(IWindowSource windows, int length, string role, int width)
    {
        if (windows.Count == 0)
        {
            throw new ArgumentException($"There are no {role} windows.", nameof(windows));
        }

        if (windows.Length != length)
        {
            throw new ArgumentException($"An {role} window has {windows.Length} values; the network takes {length}.", nameof(windows));
        }

        for (var n = 0; n < windows.Count; n++)
        {
            var bad = FiniteKernel.FirstNonFinite(windows[n]);
            if (bad >= 0)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"The {role} window {n} has {windows[n][bad]} at step {bad / width}, value {bad % width}; training needs finite numbers. Fill or drop missing values first."),
                    nameof(windows));
            }
        }
    }
}
