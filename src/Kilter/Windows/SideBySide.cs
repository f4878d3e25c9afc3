namespace Kilter.Windows;

/// <summary>Cuts a series into stretches of equal length that lie side by side: the batches of a recurrent network that carries its state along.</summary>
/// <remarks>Source: the language models of public PyTorch examples ("batchify"), which S1e follows.</remarks>
public static class SideBySide
{
    /// <summary>Which row of the series stands where: (S, B) row-major, S = samples / B rounded down. Stretch b holds rows [b·S, (b+1)·S); the tail beyond B·S is left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer samples than stretches, or no stretch.</exception>
    public static int[] Rows(int samples, int stretches)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stretches, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, stretches);
        var length = samples / stretches;
        var rows = new int[length * stretches];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = (i % stretches * length) + (i / stretches);
        }

        return rows;
    }

    /// <summary>
    /// The first rows of windows for training that carries its state from batch to batch: window n·B + b is the n-th of stretch b. Each has
    /// <paramref name="length"/> samples and one more behind it in its stretch, the last target. What is left of a stretch is left out.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no stretch, or none is as long as one window and its target.</exception>
    public static int[] WindowStarts(int samples, int stretches, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stretches, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples / stretches, length + 1, nameof(samples));
        var stretch = samples / stretches;
        var starts = new int[(stretch - 1) / length * stretches];
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = (i % stretches * stretch) + (i / stretches * length);
        }

        return starts;
    }
}
