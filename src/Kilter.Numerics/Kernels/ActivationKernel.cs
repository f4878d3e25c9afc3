using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>Which function; the numbers are fixed, since saved networks name them.</summary>
internal enum FunctionKind
{
    Linear,
    Relu,
    LeakyRelu,
    Tanh,
    Sigmoid,
    HardSigmoid,
    Relu6,
    Elu,
    Selu,
    Exponential,
    Softplus,
    Softsign,
    Silu,
    Mish,
    Gelu,
    GeluTanh,
}

/// <summary>y = f(x) value by value, and dx = dy·f′(x), over rows of a panel.</summary>
/// <remarks>Lengths are multiples of 16 (panel rows are). Target and source may be the same span. Allocates nothing; the same bits for every width.</remarks>
internal static unsafe class ActivationKernel
{
    /// <summary>True where the backward pass needs x, false where y is enough.</summary>
    public static bool SlopeNeedsInput(FunctionKind kind) => kind switch
    {
        FunctionKind.Softplus => SoftplusFunction.SlopeNeedsInput,
        FunctionKind.Softsign => SoftsignFunction.SlopeNeedsInput,
        FunctionKind.Silu => SiluFunction.SlopeNeedsInput,
        FunctionKind.Mish => MishFunction.SlopeNeedsInput,
        FunctionKind.Gelu => GeluFunction.SlopeNeedsInput,
        FunctionKind.GeluTanh => GeluTanhFunction.SlopeNeedsInput,
        _ => false,
    };

    /// <summary>y = f(x).</summary>
    public static void Forward(FunctionKind kind, float alpha, ReadOnlySpan<float> x, Span<float> y)
    {
        Panel.Check(y.Length, x.Length, nameof(y));
        switch (kind)
        {
            case FunctionKind.Linear:
                x.CopyTo(y);
                break;
            case FunctionKind.Relu:
                Forward<ReluFunction>(alpha, x, y);
                break;
            case FunctionKind.LeakyRelu:
                Forward<LeakyReluFunction>(alpha, x, y);
                break;
            case FunctionKind.Tanh:
                Forward<TanhFunction>(alpha, x, y);
                break;
            case FunctionKind.Sigmoid:
                Forward<SigmoidFunction>(alpha, x, y);
                break;
            case FunctionKind.Relu6:
                Forward<Relu6Function>(alpha, x, y);
                break;
            case FunctionKind.Elu:
                Forward<EluFunction>(alpha, x, y);
                break;
            case FunctionKind.Selu:
                Forward<SeluFunction>(alpha, x, y);
                break;
            case FunctionKind.Exponential:
                Forward<ExponentialFunction>(alpha, x, y);
                break;
            case FunctionKind.Softplus:
                Forward<SoftplusFunction>(alpha, x, y);
                break;
            case FunctionKind.Softsign:
                Forward<SoftsignFunction>(alpha, x, y);
                break;
            case FunctionKind.Silu:
                Forward<SiluFunction>(alpha, x, y);
                break;
            case FunctionKind.Mish:
                Forward<MishFunction>(alpha, x, y);
                break;
            case FunctionKind.Gelu:
                Forward<GeluFunction>(alpha, x, y);
                break;
            case FunctionKind.GeluTanh:
                Forward<GeluTanhFunction>(alpha, x, y);
                break;
            default:
                Forward<HardSigmoidFunction>(alpha, x, y);
                break;
        }
    }

    /// <summary>dx = dy·f′, from x (where <see cref="SlopeNeedsInput"/>; else it may be empty) and y = f(x).</summary>
    public static void Backward(FunctionKind kind, float alpha, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Panel.Check(dx.Length, dy.Length, nameof(dx));
        Panel.Check(y.Length, dy.Length, nameof(y));
        switch (kind)
        {
            case FunctionKind.Linear:
                dy.CopyTo(dx);
                break;
            case FunctionKind.Relu:
                Backward<ReluFunction>(alpha, x, y, dy, dx);
                break;
            case FunctionKind.LeakyRelu:
                Backward<LeakyReluFunction>(alpha, x, y, dy, dx);
                break;
            case FunctionKind.Tanh:
                Backward<TanhFunction>(alpha, x, y, dy, dx);
                break;
            case FunctionKind.Sigmoid:
                Backward<SigmoidFunction>(alpha, x, y, dy, dx);
                break;
            case FunctionKind.Relu6:
                Backward<Relu6Function>(alpha, x, y, dy, dx);
                break;
            case FunctionKind.Elu:
                Backward<EluFunction>(alpha, x, y, dy, dx);
                break;
            case FunctionKind.Selu:
                Backward<SeluFunction>(alpha, x, y, dy, dx);
                break;
            case FunctionKind.Exponential:
                Backward<ExponentialFunction>(alpha, x, y, dy, dx);
                break;
            case FunctionKind.Softplus:
                Backward<SoftplusFunction>(alpha, x, y, dy, dx);
                break;
            case FunctionKind.Softsign:
                Backward<SoftsignFunction>(alpha, x, y, dy, dx);
                break;
            case FunctionKind.Silu:
                Backward<SiluFunction>(alpha, x, y, dy, dx);
                break;
            case FunctionKind.Mish:
                Backward<MishFunction>(alpha, x, y, dy, dx);
                break;
            case FunctionKind.Gelu:
                Backward<GeluFunction>(alpha, x, y, dy, dx);
                break;
            case FunctionKind.GeluTanh:
                Backward<GeluTanhFunction>(alpha, x, y, dy, dx);
                break;
            default:
                Backward<HardSigmoidFunction>(alpha, x, y, dy, dx);
                break;
        }
    }

    /// <summary>y = F(x): for functions that no layer names.</summary>
    public static void Forward<F>(float alpha, ReadOnlySpan<float> x, Span<float> y)
        where F : struct, IFunction
    {
        fixed (float* from = x, to = y)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Forward<F, Vector512<float>, Vector512Lanes>(alpha, from, to, x.Length);
                    break;
                case 8:
                    Forward<F, Vector256<float>, Vector256Lanes>(alpha, from, to, x.Length);
                    break;
                default:
                    Forward<F, Vector128<float>, Vector128Lanes>(alpha, from, to, x.Length);
                    break;
            }
        }
    }

    private static void Backward<F>(float alpha, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
        where F : struct, IFunction
    {
        fixed (float* values = y, inputs = F.SlopeNeedsInput ? x : y, from = dy, to = dx)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Backward<F, Vector512<float>, Vector512Lanes>(alpha, inputs, values, from, to, dy.Length);
                    break;
                case 8:
                    Backward<F, Vector256<float>, Vector256Lanes>(alpha, inputs, values, from, to, dy.Length);
                    break;
                default:
                    Backward<F, Vector128<float>, Vector128Lanes>(alpha, inputs, values, from, to, dy.Length);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<F, V, O>(float alpha, float* x, float* y, int length)
        where F : struct, IFunction
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var i = 0; i < length; i += O.Lanes)
        {
            O.Store(y + i, F.Value<V, O>(O.Load(x + i), alpha));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward<F, V, O>(float alpha, float* x, float* y, float* dy, float* dx, int length)
        where F : struct, IFunction
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var i = 0; i < length; i += O.Lanes)
        {
            O.Store(dx + i, O.Multiply(O.Load(dy + i), F.Slope<V, O>(O.Load(x + i), O.Load(y + i), alpha)));
        }
    }
}
