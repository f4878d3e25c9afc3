using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
namespace Kilter.Numerics.Kernels;

/// <summary>16 lanes: AVX-512.</summary>
internal readonly unsafe struct Vector512Lanes : IVector<Vector512<float>>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Lanes
    {
        [MethodImpl(Inline)]
        get => 16;
    }

    [MethodImpl(Inline)]
    public static Vector512<float> Load(float* from) => Vector512.Load(from);

    [MethodImpl(Inline)]
    public static void Store(float* to, Vector512<float> v) => v.Store(to);

    [MethodImpl(Inline)]
    public static Vector512<float> All(float x) => Vector512.Create(x);

    [MethodImpl(Inline)]
    public static Vector512<float> Add(Vector512<float> a, Vector512<float> b) => a + b;

    [MethodImpl(Inline)]
    public static Vector512<float> Subtract(Vector512<float> a, Vector512<float> b) => a - b;

    [MethodImpl(Inline)]
    public static Vector512<float> Multiply(Vector512<float> a, Vector512<float> b) => a * b;

    [MethodImpl(Inline)]
    public static Vector512<float> Divide(Vector512<float> a, Vector512<float> b) => a / b;

    [MethodImpl(Inline)]
    public static Vector512<float> Sqrt(Vector512<float> a) => Vector512.Sqrt(a);

    [MethodImpl(Inline)]
    public static Vector512<float> Min(Vector512<float> a, Vector512<float> b) => Vector512.MinNative(a, b);

    [MethodImpl(Inline)]
    public static Vector512<float> Max(Vector512<float> a, Vector512<float> b) => Vector512.MaxNative(a, b);

    [MethodImpl(Inline)]
    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Vector512.FusedMultiplyAdd(a, b, c);

    [MethodImpl(Inline)]
    public static Vector512<float> MultiplySubtract(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Vector512.FusedMultiplyAdd(-a, b, c);

    [MethodImpl(Inline)]
    public static Vector512<float> Abs(Vector512<float> a) => Vector512.Abs(a);

    [MethodImpl(Inline)]
    public static Vector512<float> WhereGreater(Vector512<float> a, Vector512<float> b, Vector512<float> x, Vector512<float> y)
        => Vector512.ConditionalSelect(Vector512.GreaterThan(a, b), x, y);

    [MethodImpl(Inline)]
    public static Vector512<float> ScaleByPowerOfTwo(Vector512<float> y, Vector512<float> magic) => (y.AsInt32() + (magic.AsInt32() << 23)).AsSingle();

    [MethodImpl(Inline)]
    public static Vector512<float> SignTimes(Vector512<float> a, Vector512<float> size)
        => Vector512.ConditionalSelect(Vector512.Equals(a, a), Vector512.AndNot(size | (a & Vector512.Create(-0f)), Vector512.Equals(a, Vector512<float>.Zero)), a);

    [MethodImpl(Inline)]
    public static Vector512<float> SplitExponent(Vector512<float> x, out Vector512<float> mantissa)
    {
        // The bits of √½: what lies at or above it in its binade counts to the next power.
        var power = (x.AsInt32() - Vector512.Create(0x3F3504F3)) >> 23;
        mantissa = (x.AsInt32() - (power << 23)).AsSingle();
        return Vector512.ConvertToSingle(power);
    }

    [MethodImpl(Inline)]
    public static Vector512<float> KeepScaled(Vector512<float> x, uint counter, uint key, uint threshold, Vector512<float> scale)
        => (x * scale) & Vector512.GreaterThanOrEqual(Hash(counter, key), Vector512.Create(threshold)).AsSingle();

    [MethodImpl(Inline)]
    public static Vector512<float> Uniform(uint counter, uint key)
        => (Vector512.ConvertToSingle((Hash(counter, key) >>> 9).AsInt32()) + Vector512.Create(0.5f)) * Vector512.Create(1f / (1 << 23));

    [MethodImpl(MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    public static void Transpose(float* from, int fromStride, float* to, int toStride)
    {
        // Four rows at a time are turned inside their 128-bit parts; two rounds of shuffles then put the parts in place.
        var turned = stackalloc float[256];
        for (var g = 0; g < 4; g++)
        {
            var row = from + (4 * g * fromStride);
            var (r0, r1) = (Vector512.Load(row), Vector512.Load(row + fromStride));
            var (r2, r3) = (Vector512.Load(row + (2 * fromStride)), Vector512.Load(row + (3 * fromStride)));
            var (a, b) = (Avx512F.UnpackLow(r0, r1).AsDouble(), Avx512F.UnpackHigh(r0, r1).AsDouble());
            var (c, d) = (Avx512F.UnpackLow(r2, r3).AsDouble(), Avx512F.UnpackHigh(r2, r3).AsDouble());
            Avx512F.UnpackLow(a, c).AsSingle().Store(turned + (16 * g));
            Avx512F.UnpackHigh(a, c).AsSingle().Store(turned + (16 * (4 + g)));
            Avx512F.UnpackLow(b, d).AsSingle().Store(turned + (16 * (8 + g)));
            Avx512F.UnpackHigh(b, d).AsSingle().Store(turned + (16 * (12 + g)));
        }

        for (var j = 0; j < 4; j++)
        {
            var part = turned + (64 * j);
            var (g0, g1) = (Vector512.Load(part), Vector512.Load(part + 16));
            var (g2, g3) = (Vector512.Load(part + 32), Vector512.Load(part + 48));
            var (even0, odd0) = (Avx512F.Shuffle4x128(g0, g1, 0x88), Avx512F.Shuffle4x128(g0, g1, 0xDD));
            var (even1, odd1) = (Avx512F.Shuffle4x128(g2, g3, 0x88), Avx512F.Shuffle4x128(g2, g3, 0xDD));
            Avx512F.Shuffle4x128(even0, even1, 0x88).Store(to + (j * toStride));
            Avx512F.Shuffle4x128(odd0, odd1, 0x88).Store(to + ((4 + j) * toStride));
            Avx512F.Shuffle4x128(even0, even1, 0xDD).Store(to + ((8 + j) * toStride));
            Avx512F.Shuffle4x128(odd0, odd1, 0xDD).Store(to + ((12 + j) * toStride));
        }
    }

    [MethodImpl(Inline)]
    private static Vector512<uint> Hash(uint counter, uint key)
    {
        var h = (Vector512.Create(counter) + Vector512<uint>.Indices) ^ Vector512.Create(key);
        h ^= h >>> 16;
        h *= 0x7feb352du;
        h ^= h >>> 15;
        h *= 0x846ca68bu;
        return h ^ (h >>> 16);
    }
}
