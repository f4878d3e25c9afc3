using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>4 lanes: NEON on ARM; on other machines without AVX2 correct to the bit and slow, since the fused step is then emulated.</summary>
internal readonly unsafe struct Vector128Lanes : IVector<Vector128<float>>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Lanes
    {
        [MethodImpl(Inline)]
        get => 4;
    }

    [MethodImpl(Inline)]
    public static Vector128<float> Load(float* from) => Vector128.Load(from);

    [MethodImpl(Inline)]
    public static void Store(float* to, Vector128<float> v) => v.Store(to);

    [MethodImpl(Inline)]
    public static Vector128<float> All(float x) => Vector128.Create(x);

    [MethodImpl(Inline)]
    public static Vector128<float> Add(Vector128<float> a, Vector128<float> b) => a + b;

    [MethodImpl(Inline)]
    public static Vector128<float> Subtract(Vector128<float> a, Vector128<float> b) => a - b;

    [MethodImpl(Inline)]
    public static Vector128<float> Multiply(Vector128<float> a, Vector128<float> b) => a * b;

    [MethodImpl(Inline)]
    public static Vector128<float> Divide(Vector128<float> a, Vector128<float> b) => a / b;

    [MethodImpl(Inline)]
    public static Vector128<float> Sqrt(Vector128<float> a) => Vector128.Sqrt(a);

    [MethodImpl(Inline)]
    public static Vector128<float> Min(Vector128<float> a, Vector128<float> b) => Vector128.MinNative(a, b);

    [MethodImpl(Inline)]
    public static Vector128<float> Max(Vector128<float> a, Vector128<float> b) => Vector128.MaxNative(a, b);

    [MethodImpl(Inline)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) => Vector128.FusedMultiplyAdd(a, b, c);

    [MethodImpl(Inline)]
    public static Vector128<float> MultiplySubtract(Vector128<float> a, Vector128<float> b, Vector128<float> c) => Vector128.FusedMultiplyAdd(-a, b, c);

    [MethodImpl(Inline)]
    public static Vector128<float> Abs(Vector128<float> a) => Vector128.Abs(a);

    [MethodImpl(Inline)]
    public static Vector128<float> WhereGreater(Vector128<float> a, Vector128<float> b, Vector128<float> x, Vector128<float> y)
        => Vector128.ConditionalSelect(Vector128.GreaterThan(a, b), x, y);

    [MethodImpl(Inline)]
    public static Vector128<float> ScaleByPowerOfTwo(Vector128<float> y, Vector128<float> magic) => (y.AsInt32() + (magic.AsInt32() << 23)).AsSingle();

    [MethodImpl(Inline)]
    public static Vector128<float> SignTimes(Vector128<float> a, Vector128<float> size)
        => Vector128.ConditionalSelect(Vector128.Equals(a, a), Vector128.AndNot(size | (a & Vector128.Create(-0f)), Vector128.Equals(a, Vector128<float>.Zero)), a);

    [MethodImpl(Inline)]
    public static Vector128<float> SplitExponent(Vector128<float> x, out Vector128<float> mantissa)
    {
        // The bits of √½: what lies at or above it in its binade counts to the next power.
        var power = (x.AsInt32() - Vector128.Create(0x3F3504F3)) >> 23;
        mantissa = (x.AsInt32() - (power << 23)).AsSingle();
        return Vector128.ConvertToSingle(power);
    }

    [MethodImpl(Inline)]
    public static Vector128<float> KeepScaled(Vector128<float> x, uint counter, uint key, uint threshold, Vector128<float> scale)
        => (x * scale) & Vector128.GreaterThanOrEqual(Hash(counter, key), Vector128.Create(threshold)).AsSingle();

    [MethodImpl(Inline)]
    public static Vector128<float> Uniform(uint counter, uint key)
        => (Vector128.ConvertToSingle((Hash(counter, key) >>> 9).AsInt32()) + Vector128.Create(0.5f)) * Vector128.Create(1f / (1 << 23));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Transpose(float* from, int fromStride, float* to, int toStride)
    {
        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j < 4; j++)
            {
                to[(j * toStride) + i] = from[(i * fromStride) + j];
            }
        }
    }

    [MethodImpl(Inline)]
    private static Vector128<uint> Hash(uint counter, uint key)
    {
        var h = (Vector128.Create(counter) + Vector128<uint>.Indices) ^ Vector128.Create(key);
        h ^= h >>> 16;
        h *= 0x7feb352du;
        h ^= h >>> 15;
        h *= 0x846ca68bu;
        return h ^ (h >>> 16);
    }
}
