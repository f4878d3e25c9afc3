using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
namespace Kilter.Numerics.Kernels;

/// <summary>8 lanes: AVX2 with fused multiply-add.</summary>
internal readonly unsafe struct Vector256Lanes : IVector<Vector256<float>>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Lanes
    {
        [MethodImpl(Inline)]
        get => 8;
    }

    [MethodImpl(Inline)]
    public static Vector256<float> Load(float* from) => Vector256.Load(from);

    [MethodImpl(Inline)]
    public static void Store(float* to, Vector256<float> v) => v.Store(to);

    [MethodImpl(Inline)]
    public static Vector256<float> All(float x) => Vector256.Create(x);

    [MethodImpl(Inline)]
    public static Vector256<float> Add(Vector256<float> a, Vector256<float> b) => a + b;

    [MethodImpl(Inline)]
    public static Vector256<float> Subtract(Vector256<float> a, Vector256<float> b) => a - b;

    [MethodImpl(Inline)]
    public static Vector256<float> Multiply(Vector256<float> a, Vector256<float> b) => a * b;

    [MethodImpl(Inline)]
    public static Vector256<float> Divide(Vector256<float> a, Vector256<float> b) => a / b;

    [MethodImpl(Inline)]
    public static Vector256<float> Sqrt(Vector256<float> a) => Vector256.Sqrt(a);

    [MethodImpl(Inline)]
    public static Vector256<float> Min(Vector256<float> a, Vector256<float> b) => Vector256.MinNative(a, b);

    [MethodImpl(Inline)]
    public static Vector256<float> Max(Vector256<float> a, Vector256<float> b) => Vector256.MaxNative(a, b);

    [MethodImpl(Inline)]
    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Vector256.FusedMultiplyAdd(a, b, c);

    [MethodImpl(Inline)]
    public static Vector256<float> MultiplySubtract(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Vector256.FusedMultiplyAdd(-a, b, c);

    [MethodImpl(Inline)]
    public static Vector256<float> Abs(Vector256<float> a) => Vector256.Abs(a);

    [MethodImpl(Inline)]
    public static Vector256<float> WhereGreater(Vector256<float> a, Vector256<float> b, Vector256<float> x, Vector256<float> y)
        => Vector256.ConditionalSelect(Vector256.GreaterThan(a, b), x, y);

    [MethodImpl(Inline)]
    public static Vector256<float> ScaleByPowerOfTwo(Vector256<float> y, Vector256<float> magic) => (y.AsInt32() + (magic.AsInt32() << 23)).AsSingle();

    [MethodImpl(Inline)]
    public static Vector256<float> SignTimes(Vector256<float> a, Vector256<float> size)
        => Vector256.ConditionalSelect(Vector256.Equals(a, a), Vector256.AndNot(size | (a & Vector256.Create(-0f)), Vector256.Equals(a, Vector256<float>.Zero)), a);

    [MethodImpl(Inline)]
    public static Vector256<float> SplitExponent(Vector256<float> x, out Vector256<float> mantissa)
    {
        // The bits of √½: what lies at or above it in its binade counts to the next power.
        var power = (x.AsInt32() - Vector256.Create(0x3F3504F3)) >> 23;
        mantissa = (x.AsInt32() - (power << 23)).AsSingle();
        return Vector256.ConvertToSingle(power);
    }

    [MethodImpl(Inline)]
    public static Vector256<float> KeepScaled(Vector256<float> x, uint counter, uint key, uint threshold, Vector256<float> scale)
        => (x * scale) & Vector256.GreaterThanOrEqual(Hash(counter, key), Vector256.Create(threshold)).AsSingle();

    [MethodImpl(Inline)]
    public static Vector256<float> Uniform(uint counter, uint key)
        => (Vector256.ConvertToSingle((Hash(counter, key) >>> 9).AsInt32()) + Vector256.Create(0.5f)) * Vector256.Create(1f / (1 << 23));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Transpose(float* from, int fromStride, float* to, int toStride)
    {
        var (r0, r1) = (Vector256.Load(from), Vector256.Load(from + fromStride));
        var (r2, r3) = (Vector256.Load(from + (2 * fromStride)), Vector256.Load(from + (3 * fromStride)));
        var (r4, r5) = (Vector256.Load(from + (4 * fromStride)), Vector256.Load(from + (5 * fromStride)));
        var (r6, r7) = (Vector256.Load(from + (6 * fromStride)), Vector256.Load(from + (7 * fromStride)));
        var (a0, a1) = (Avx.UnpackLow(r0, r1), Avx.UnpackHigh(r0, r1));
        var (a2, a3) = (Avx.UnpackLow(r2, r3), Avx.UnpackHigh(r2, r3));
        var (a4, a5) = (Avx.UnpackLow(r4, r5), Avx.UnpackHigh(r4, r5));
        var (a6, a7) = (Avx.UnpackLow(r6, r7), Avx.UnpackHigh(r6, r7));
        var (b0, b1) = (Avx.Shuffle(a0, a2, 0x44), Avx.Shuffle(a0, a2, 0xEE));
        var (b2, b3) = (Avx.Shuffle(a1, a3, 0x44), Avx.Shuffle(a1, a3, 0xEE));
        var (b4, b5) = (Avx.Shuffle(a4, a6, 0x44), Avx.Shuffle(a4, a6, 0xEE));
        var (b6, b7) = (Avx.Shuffle(a5, a7, 0x44), Avx.Shuffle(a5, a7, 0xEE));
        Avx.Permute2x128(b0, b4, 0x20).Store(to);
        Avx.Permute2x128(b1, b5, 0x20).Store(to + toStride);
        Avx.Permute2x128(b2, b6, 0x20).Store(to + (2 * toStride));
        Avx.Permute2x128(b3, b7, 0x20).Store(to + (3 * toStride));
        Avx.Permute2x128(b0, b4, 0x31).Store(to + (4 * toStride));
        Avx.Permute2x128(b1, b5, 0x31).Store(to + (5 * toStride));
        Avx.Permute2x128(b2, b6, 0x31).Store(to + (6 * toStride));
        Avx.Permute2x128(b3, b7, 0x31).Store(to + (7 * toStride));
    }

    [MethodImpl(Inline)]
    private static Vector256<uint> Hash(uint counter, uint key)
    {
        var h = (Vector256.Create(counter) + Vector256<uint>.Indices) ^ Vector256.Create(key);
        h ^= h >>> 16;
        h *= 0x7feb352du;
        h ^= h >>> 15;
        h *= 0x846ca68bu;
        return h ^ (h >>> 16);
    }
}
