using Kilter.Numerics.Kernels;
using Kilter.Numerics.Tests.Oracles;

namespace Kilter.Numerics.Tests.Kernels;

/// <summary>
/// The errors that the documentation of <see cref="Functions{V, O}"/> states, over all of float32: every 257th bit pattern (16.7 million of each function; of the
/// costly oracles every 4,099th), and every pattern within 3,000 of each threshold, of both signs, against float64.
/// </summary>
public sealed class FunctionAccuracyTests(ITestOutputHelper output)
{
    private delegate void Evaluate(ReadOnlySpan<float> x, Span<float> y);

    private static readonly Dictionary<string, (Evaluate Fast, Func<double, double> Exact, double Low, double High, float[] Thresholds, int Stride, double Ulps)> All = new()
    {
        ["tanh"] = (Run<TanhFunction>, Math.Tanh, double.NegativeInfinity, double.PositiveInfinity, [9.02f, 0.5f, 1e-20f], 257, 5.2),
        ["sigmoid"] = (Run<SigmoidFunction>, SlowFunctions.Sigmoid, -87, double.PositiveInfinity, [87, 17, 0.35f], 257, 2.3),
        ["exp"] = (Run<ExponentialFunction>, Math.Exp, -87.33654, 88.72283, [87.33654f, 88.72283f, 0.3466f, 1e-8f], 257, 0.9),
        ["expm1"] = (Run<ExpMinusOne>, SlowFunctions.ExpMinusOne, double.NegativeInfinity, 88, [0.3466f, 1e-8f, 17, 87], 257, 1.6),
        ["log"] = (Run<Log>, Math.Log, 0, float.MaxValue, [1, 0.70710678f, 1.41421356f, 1.17549435e-38f, 1e-44f], 257, 0.9),
        ["log1p"] = (Run<LogOfOnePlus>, SlowFunctions.LogOfOnePlus, -1, float.MaxValue, [1, 1e-8f, 1e10f, 0.41f], 257, 1.5),
        ["softplus"] = (Run<Softplus>, SlowFunctions.Softplus, -87.33654, double.PositiveInfinity, [1e-8f, 16, 87.33654f], 257, 1.9),
        ["log cosh"] = (Run<LogOfCosh>, SlowFunctions.LogOfCosh, double.NegativeInfinity, double.PositiveInfinity, [1, 1e-18f, 8.5f], 257, 2.0),
        ["erf"] = (Run<Erf>, SlowFunctions.Erf, double.NegativeInfinity, double.PositiveInfinity, [0.93f, 4, 1e-20f], 4099, 1.1),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_function_is_as_exact_as_its_documentation_says(string name)
    {
        var (fast, exact, low, high, thresholds, stride, ulps) = All[name];
        var (worst, absolute, at) = (0.0, 0.0, 0f);
        var (x, y) = (new float[4096], new float[4096]);
        var filled = 0;
        for (var bits = 0L; bits <= uint.MaxValue; bits += stride)
        {
            Add((uint)bits);
        }

        foreach (var near in thresholds)
        {
            for (var step = -3000; step <= 3000; step++)
            {
                Add((uint)(BitConverter.SingleToInt32Bits(near) + step));
                Add((uint)(BitConverter.SingleToInt32Bits(-near) + step));
            }
        }

        Look();
        output.WriteLine(FormattableString.Invariant($"{name}: {worst:f3} ulp at {at:R}; absolute where |f| is at most 1: {absolute:e2}"));
        Assert.True(worst <= ulps, FormattableString.Invariant($"{name}: {worst:f3} ulp at {at:R}, stated {ulps}"));

        void Add(uint bits)
        {
            x[filled++] = BitConverter.UInt32BitsToSingle(bits);
            if (filled == x.Length)
            {
                Look();
            }
        }

        void Look()
        {
            fast(x, y);
            for (var i = 0; i < filled; i++)
            {
                if (!(x[i] >= low && x[i] <= high))
                {
                    continue;
                }

                var expected = exact(x[i]);
                var error = expected == y[i] ? 0 : Math.Abs(expected - y[i]);
                var unit = Math.Max(Math.ScaleB(1, Math.Max(-149, Math.ILogB(expected) - 23)), double.Epsilon);
                if (!(error / unit <= worst) && double.IsFinite(expected))
                {
                    (worst, at) = (error / unit, x[i]);
                }

                absolute = Math.Abs(expected) <= 1 ? Math.Max(absolute, error) : absolute;
            }

            filled = 0;
        }
    }

    [Fact]
    public void The_quantile_of_the_normal_distribution_is_exact_to_a_millionth()
    {
        // All the values that a hash can become, thinned out in the middle and complete at the ends.
        var n = Enumerable.Range(0, 2000).Concat(Enumerable.Range(0, 2000).Select(i => (1 << 23) - 1 - i)).Concat(Enumerable.Range(0, 2048).Select(i => i * 4096)).ToArray();
        float[] u = [.. n.Select(i => (i + 0.5f) / (1 << 23))];
        var z = new float[u.Length];

        Run<Quantile>(u, z);

        for (var i = 0; i < u.Length; i++)
        {
            Assert.Equal(SlowFunctions.NormalQuantile(u[i]), z[i], 1e-6 * (1 + Math.Abs(z[i])));
        }
    }

    [Fact]
    public void Tanh_passes_one_by_at_most_two_roundings()
    {
        // Near saturation the fit is rough by a few units in the last place; all floats from 7 to the clamp.
        var x = Enumerable.Range(BitConverter.SingleToInt32Bits(7f), BitConverter.SingleToInt32Bits(9.1f) - BitConverter.SingleToInt32Bits(7f)).Select(BitConverter.Int32BitsToSingle).ToArray();
        x = x[..(x.Length / 16 * 16)];
        var y = new float[x.Length];

        Run<TanhFunction>(x, y);

        output.WriteLine($"{y.Max():R}");
        Assert.InRange(y.Max(), 1, 1.00000024f);
    }

    [Fact]
    public void Infinities_zeros_and_denormal_numbers_have_stated_results()
    {
        const float Infinity = float.PositiveInfinity;

        Assert.Equal([-1, 1, 0, float.Epsilon, -float.Epsilon], Of(Run<TanhFunction>));
        Assert.Equal([1.64581146e-38f, 1, 0.5f, 0.5f, 0.5f], Of(Run<SigmoidFunction>));
        Assert.Equal([0, Infinity, 1, 1, 1], Of(Run<ExponentialFunction>));
        Assert.Equal([-1, 1, 0, float.Epsilon, -float.Epsilon], Of(Run<Erf>));
        Assert.Equal([float.NaN, Infinity, float.NegativeInfinity, -103.278931f, float.NaN], Of(Run<Log>));
        Assert.Equal([float.NaN, Infinity, 0, float.Epsilon, -float.Epsilon], Of(Run<LogOfOnePlus>));
        Assert.Equal([0, Infinity, 0.693147182f, 0.693147182f, 0.693147182f], Of(Run<Softplus>));
        Assert.Equal([Infinity, Infinity, 0, 0, 0], Of(Run<LogOfCosh>));
        Assert.Equal([-1, 0, float.Epsilon, -float.Epsilon], Of(Run<ExpMinusOne>).Where((_, i) => i != 1));

        static float[] Of(Evaluate function)
        {
            var y = new float[16];
            function([float.NegativeInfinity, Infinity, 0, float.Epsilon, -float.Epsilon, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], y);
            return y[..5];
        }
    }

    private static void Run<F>(ReadOnlySpan<float> x, Span<float> y)
        where F : struct, IFunction
        => ActivationKernel.Forward<F>(0, x, y);

    private readonly struct ExpMinusOne : IFunction
    {
        public static bool SlopeNeedsInput => false;

        public static V Value<V, O>(V x, float alpha)
            where V : unmanaged
            where O : struct, IVector<V>
            => Functions<V, O>.ExpMinusOne(x);

        public static V Slope<V, O>(V x, V y, float alpha)
            where V : unmanaged
            where O : struct, IVector<V>
            => y;
    }

    private readonly struct Log : IFunction
    {
        public static bool SlopeNeedsInput => false;

        public static V Value<V, O>(V x, float alpha)
            where V : unmanaged
            where O : struct, IVector<V>
            => Functions<V, O>.Log(x);

        public static V Slope<V, O>(V x, V y, float alpha)
            where V : unmanaged
            where O : struct, IVector<V>
            => y;
    }

    private readonly struct LogOfOnePlus : IFunction
    {
        public static bool SlopeNeedsInput => false;

        public static V Value<V, O>(V x, float alpha)
            where V : unmanaged
            where O : struct, IVector<V>
            => Functions<V, O>.LogOfOnePlus(x);

        public static V Slope<V, O>(V x, V y, float alpha)
            where V : unmanaged
            where O : struct, IVector<V>
            => y;
    }

    private readonly struct Softplus : IFunction
    {
        public static bool SlopeNeedsInput => false;

        public static V Value<V, O>(V x, float alpha)
            where V : unmanaged
            where O : struct, IVector<V>
            => Functions<V, O>.Softplus(x);

        public static V Slope<V, O>(V x, V y, float alpha)
            where V : unmanaged
            where O : struct, IVector<V>
            => y;
    }

    private readonly struct LogOfCosh : IFunction
    {
        public static bool SlopeNeedsInput => false;

        public static V Value<V, O>(V x, float alpha)
            where V : unmanaged
            where O : struct, IVector<V>
            => Functions<V, O>.LogOfCosh(x);

        public static V Slope<V, O>(V x, V y, float alpha)
            where V : unmanaged
            where O : struct, IVector<V>
            => y;
    }

    private readonly struct Erf : IFunction
    {
        public static bool SlopeNeedsInput => false;

        public static V Value<V, O>(V x, float alpha)
            where V : unmanaged
            where O : struct, IVector<V>
            => Functions<V, O>.Erf(x);

        public static V Slope<V, O>(V x, V y, float alpha)
            where V : unmanaged
            where O : struct, IVector<V>
            => y;
    }

    private readonly struct Quantile : IFunction
    {
        public static bool SlopeNeedsInput => false;

        public static V Value<V, O>(V x, float alpha)
            where V : unmanaged
            where O : struct, IVector<V>
            => Functions<V, O>.NormalQuantile(x);

        public static V Slope<V, O>(V x, V y, float alpha)
            where V : unmanaged
            where O : struct, IVector<V>
            => y;
    }
}
