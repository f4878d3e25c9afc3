using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>Sums and products of two spans, value by value. Lengths are multiples of 16 (panel rows are); the target may be one of the sources.</summary>
/// <remarks>Allocates nothing; the same bits for every width.</remarks>
internal static unsafe class PairKernel
{
    /// <summary>c = a + b.</summary>
    public static void Add(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c) => Run<Sum>(a, b, c);

    /// <summary>c = a∘b.</summary>
    public static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c) => Run<Product>(a, b, c);

    private static void Run<P>(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c)
        where P : struct, IPair
    {
        Panel.Check(b.Length, a.Length, nameof(b));
        Panel.Check(c.Length, a.Length, nameof(c));
        fixed (float* one = a, two = b, to = c)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Run<P, Vector512<float>, Vector512Lanes>(one, two, to, a.Length);
                    break;
                case 8:
                    Run<P, Vector256<float>, Vector256Lanes>(one, two, to, a.Length);
                    break;
                default:
                    Run<P, Vector128<float>, Vector128Lanes>(one, two, to, a.Length);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<P, V, O>(float* a, float* b, float* c, int length)
        where P : struct, IPair
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var i = 0; i < length; i += O.Lanes)
        {
            O.Store(c + i, P.Of<V, O>(O.Load(a + i), O.Load(b + i)));
        }
    }

    private interface IPair
    {
        static abstract V Of<V, O>(V a, V b)
            where V : unmanaged
            where O : struct, IVector<V>;
    }

    private readonly struct Sum : IPair
    {
        public static V Of<V, O>(V a, V b)
            where V : unmanaged
            where O : struct, IVector<V>
            => O.Add(a, b);
    }

    private readonly struct Product : IPair
    {
        public static V Of<V, O>(V a, V b)
            where V : unmanaged
            where O : struct, IVector<V>
            => O.Multiply(a, b);
    }
}
