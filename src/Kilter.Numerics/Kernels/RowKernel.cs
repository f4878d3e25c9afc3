using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>Additions over rows of a panel. Lengths are multiples of 16; the same bits for every width. Allocates nothing.</summary>
internal static unsafe class RowKernel
{
    /// <summary>y = a + b, value by value. Any of them may be the same span.</summary>
    public static void Add(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
    {
        Panel.Check(b.Length, a.Length, nameof(b));
        Panel.Check(y.Length, a.Length, nameof(y));
        fixed (float* first = a, second = b, to = y)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Add<Vector512<float>, Vector512Lanes>(a.Length, first, second, to);
                    break;
                case 8:
                    Add<Vector256<float>, Vector256Lanes>(a.Length, first, second, to);
                    break;
                default:
                    Add<Vector128<float>, Vector128Lanes>(a.Length, first, second, to);
                    break;
            }
        }
    }

    /// <summary>y[r] = x[r] + shift[r], one shift for all samples of a row.</summary>
    public static void Shift(int lanes, ReadOnlySpan<float> shift, ReadOnlySpan<float> x, Span<float> y)
    {
        var rows = shift.Length;
        Panel.Check(x.Length, rows * lanes, nameof(x));
        Panel.Check(y.Length, rows * lanes, nameof(y));
        fixed (float* from = x, shifts = shift, to = y)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Shift<Vector512<float>, Vector512Lanes>(lanes, rows, shifts, from, to);
                    break;
                case 8:
                    Shift<Vector256<float>, Vector256Lanes>(lanes, rows, shifts, from, to);
                    break;
                default:
                    Shift<Vector128<float>, Vector128Lanes>(lanes, rows, shifts, from, to);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<V, O>(int length, float* a, float* b, float* y)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var i = 0; i < length; i += O.Lanes)
        {
            O.Store(y + i, O.Add(O.Load(a + i), O.Load(b + i)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Shift<V, O>(int lanes, int rows, float* shift, float* x, float* y)
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var r = 0; r < rows; r++)
        {
            var all = O.All(shift[r]);
            for (var i = r * lanes; i < (r + 1) * lanes; i += O.Lanes)
            {
                O.Store(y + i, O.Add(O.Load(x + i), all));
            }
        }
    }
}
