namespace Kilter.Numerics.LinearAlgebra;

/// <summary>What every factorisation asks of the numbers it is given, and how it brings them to one size.</summary>
internal static class Entries
{
    /// <summary>Refuses a matrix that has not rows·columns values, all finite.</summary>
    /// <exception cref="ArgumentException">It has not; the message names both numbers, or the place of the value.</exception>
    public static void CheckMatrix(ReadOnlySpan<double> matrix, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (matrix.Length != (long)rows * columns)
        {
            throw new ArgumentException(FormattableString.Invariant($"'matrix' has {matrix.Length} values; shape ({rows}, {columns}) needs {(long)rows * columns}."), nameof(matrix));
        }

        for (var i = 0; i < matrix.Length; i++)
        {
            if (!double.IsFinite(matrix[i]))
            {
                throw new ArgumentException(FormattableString.Invariant($"'matrix' holds {matrix[i]} at row {i / columns}, column {i % columns}; it must be finite."), nameof(matrix));
            }
        }
    }

    /// <summary>Refuses a vector that has not <paramref name="length"/> values, all finite.</summary>
    /// <exception cref="ArgumentException">It has not; the message names both numbers, or the place of the value.</exception>
    public static void CheckVector(ReadOnlySpan<double> values, int length, string name)
    {
        CheckLength(values.Length, length, name);
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException(FormattableString.Invariant($"'{name}' holds {values[i]} at {i}; it must be finite."), name);
            }
        }
    }

    /// <summary>Refuses a number of values other than <paramref name="length"/>.</summary>
    /// <exception cref="ArgumentException">The message names both numbers.</exception>
    public static void CheckLength(int given, int length, string name)
    {
        if (given != length)
        {
            throw new ArgumentException(FormattableString.Invariant($"'{name}' has {given} values; this matrix needs {length}."), name);
        }
    }

    /// <summary>e such that the value of largest size lies in [2ᵉ, 2ᵉ⁺¹); 0 where all are zero.</summary>
    /// <remarks>Multiplied by 2⁻ᵉ, squares and products neither overflow nor vanish, and no bit of a value is lost.</remarks>
    public static int Exponent(ReadOnlySpan<double> values)
    {
        var largest = 0.0;
        foreach (var value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest > 0 ? Math.ILogB(largest) : 0;
    }

    /// <summary>Multiplies each value by 2 to the power <paramref name="exponent"/>.</summary>
    public static void Scale(Span<double> values, int exponent)
    {
        if (exponent == 0)
        {
            return;
        }

        foreach (ref var value in values)
        {
            value = Math.ScaleB(value, exponent);
        }
    }

    /// <summary>The transpose of <paramref name="matrix"/> (rows, columns). The caller owns it.</summary>
    public static double[] Transpose(ReadOnlySpan<double> matrix, int rows, int columns)
    {
        var turned = new double[matrix.Length];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                turned[(j * rows) + i] = matrix[(i * columns) + j];
            }
        }

        return turned;
    }
}
