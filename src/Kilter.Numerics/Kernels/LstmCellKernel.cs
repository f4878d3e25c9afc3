using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>The cell of a long short-term memory, one step of one panel.</summary>
/// <remarks>
/// Gates are rows i, f, g, o of H units each. c = f∘c₋ + i∘g, h = o∘φ(c), with σ the gate function and φ the cell function.
/// All spans hold rows of 16 or 32 samples. Allocates nothing; the same bits for every width.
/// Source: S. Hochreiter, J. Schmidhuber, "Long short-term memory", Neural Computation, 1997, with the forget gate of F. A. Gers, J. Schmidhuber,
/// F. Cummins, "Learning to forget", Neural Computation, 2000.
/// </remarks>
internal static unsafe class LstmCellKernel
{
    /// <summary>From sums to activations (in place), the new cell, φ(c) and the new output.</summary>
    /// <param name="gate">σ: sigmoid or hard sigmoid.</param>
    /// <param name="cell">φ: tanh or relu.</param>
    /// <param name="gates">(4H): sums in, activations out.</param>
    /// <param name="before">(H): the cell before this step.</param>
    /// <param name="after">(H): the cell after it.</param>
    /// <param name="squashed">(H): φ of the cell after it.</param>
    /// <param name="output">(H): h.</param>
    public static void Forward(
        FunctionKind gate, FunctionKind cell, Span<float> gates, ReadOnlySpan<float> before, Span<float> after, Span<float> squashed, Span<float> output)
    {
        var length = output.Length;
        Panel.Check(gates.Length, 4 * length, nameof(gates));
        Panel.Check(before.Length, length, nameof(before));
        Panel.Check(after.Length, length, nameof(after));
        Panel.Check(squashed.Length, length, nameof(squashed));
        switch (gate, cell)
        {
            case (FunctionKind.Sigmoid, FunctionKind.Tanh):
                Forward<SigmoidFunction, TanhFunction>(gates, before, after, squashed, output);
                break;
            case (FunctionKind.Sigmoid, _):
                Forward<SigmoidFunction, ReluFunction>(gates, before, after, squashed, output);
                break;
            case (_, FunctionKind.Tanh):
                Forward<HardSigmoidFunction, TanhFunction>(gates, before, after, squashed, output);
                break;
            default:
                Forward<HardSigmoidFunction, ReluFunction>(gates, before, after, squashed, output);
                break;
        }
    }

    /// <summary>From the gradient of h, and of the cell from the step after, to the gradients of the four sums and of the cell before.</summary>
    /// <param name="gate">σ.</param>
    /// <param name="cell">φ.</param>
    /// <param name="gates">(4H): activations.</param>
    /// <param name="before">(H): the cell before this step.</param>
    /// <param name="squashed">(H): φ of the cell after it.</param>
    /// <param name="above">(H): the gradient of h from the layer above, or empty.</param>
    /// <param name="later">(H): the gradient of h from the step after.</param>
    /// <param name="memory">(H): the gradient of the cell from the step after in, of the cell before out.</param>
    /// <param name="sums">(4H): the gradients of the sums.</param>
    public static void Backward(
        FunctionKind gate, FunctionKind cell, ReadOnlySpan<float> gates, ReadOnlySpan<float> before, ReadOnlySpan<float> squashed,
        ReadOnlySpan<float> above, ReadOnlySpan<float> later, Span<float> memory, Span<float> sums)
    {
        var length = memory.Length;
        Panel.Check(gates.Length, 4 * length, nameof(gates));
        Panel.Check(before.Length, length, nameof(before));
        Panel.Check(squashed.Length, length, nameof(squashed));
        Panel.Check(later.Length, length, nameof(later));
        Panel.Check(sums.Length, 4 * length, nameof(sums));
        switch (gate, cell)
        {
            case (FunctionKind.Sigmoid, FunctionKind.Tanh):
                Backward<SigmoidFunction, TanhFunction>(gates, before, squashed, above, later, memory, sums);
                break;
            case (FunctionKind.Sigmoid, _):
                Backward<SigmoidFunction, ReluFunction>(gates, before, squashed, above, later, memory, sums);
                break;
            case (_, FunctionKind.Tanh):
                Backward<HardSigmoidFunction, TanhFunction>(gates, before, squashed, above, later, memory, sums);
                break;
            default:
                Backward<HardSigmoidFunction, ReluFunction>(gates, before, squashed, above, later, memory, sums);
                break;
        }
    }

    private static void Forward<G, C>(Span<float> gates, ReadOnlySpan<float> before, Span<float> after, Span<float> squashed, Span<float> output)
        where G : struct, IFunction
        where C : struct, IFunction
    {
        fixed (float* z = gates, c0 = before, c1 = after, s = squashed, h = output)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Forward<G, C, Vector512<float>, Vector512Lanes>(output.Length, z, c0, c1, s, h);
                    break;
                case 8:
                    Forward<G, C, Vector256<float>, Vector256Lanes>(output.Length, z, c0, c1, s, h);
                    break;
                default:
                    Forward<G, C, Vector128<float>, Vector128Lanes>(output.Length, z, c0, c1, s, h);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<G, C, V, O>(int length, float* gates, float* before, float* after, float* squashed, float* output)
        where G : struct, IFunction
        where C : struct, IFunction
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var n = 0; n < length; n += O.Lanes)
        {
            var z = gates + n;
            var i = G.Value<V, O>(O.Load(z), 0);
            var f = G.Value<V, O>(O.Load(z + length), 0);
            var g = C.Value<V, O>(O.Load(z + (2 * length)), 0);
            var o = G.Value<V, O>(O.Load(z + (3 * length)), 0);
            var c = O.MultiplyAdd(f, O.Load(before + n), O.Multiply(i, g));
            var s = C.Value<V, O>(c, 0);
            O.Store(z, i);
            O.Store(z + length, f);
            O.Store(z + (2 * length), g);
            O.Store(z + (3 * length), o);
            O.Store(after + n, c);
            O.Store(squashed + n, s);
            O.Store(output + n, O.Multiply(o, s));
        }
    }

    private static void Backward<G, C>(
        ReadOnlySpan<float> gates, ReadOnlySpan<float> before, ReadOnlySpan<float> squashed,
        ReadOnlySpan<float> above, ReadOnlySpan<float> later, Span<float> memory, Span<float> sums)
        where G : struct, IFunction
        where C : struct, IFunction
    {
        fixed (float* z = gates, c0 = before, s = squashed, up = above, next = later, dc = memory, dz = sums)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Backward<G, C, Vector512<float>, Vector512Lanes>(memory.Length, z, c0, s, up, next, dc, dz);
                    break;
                case 8:
                    Backward<G, C, Vector256<float>, Vector256Lanes>(memory.Length, z, c0, s, up, next, dc, dz);
                    break;
                default:
                    Backward<G, C, Vector128<float>, Vector128Lanes>(memory.Length, z, c0, s, up, next, dc, dz);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward<G, C, V, O>(
        int length, float* gates, float* before, float* squashed, float* above, float* later, float* memory, float* sums)
        where G : struct, IFunction
        where C : struct, IFunction
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var n = 0; n < length; n += O.Lanes)
        {
            var z = gates + n;
            var dz = sums + n;
            var (i, f) = (O.Load(z), O.Load(z + length));
            var (g, o) = (O.Load(z + (2 * length)), O.Load(z + (3 * length)));
            var s = O.Load(squashed + n);
            var dh = O.Load(later + n);
            if (above != null)
            {
                dh = O.Add(dh, O.Load(above + n));
            }

            var dc = O.MultiplyAdd(O.Multiply(dh, o), C.Slope<V, O>(s, s, 0), O.Load(memory + n));
            O.Store(dz, O.Multiply(O.Multiply(dc, g), G.Slope<V, O>(i, i, 0)));
            O.Store(dz + length, O.Multiply(O.Multiply(dc, O.Load(before + n)), G.Slope<V, O>(f, f, 0)));
            O.Store(dz + (2 * length), O.Multiply(O.Multiply(dc, i), C.Slope<V, O>(g, g, 0)));
            O.Store(dz + (3 * length), O.Multiply(O.Multiply(dh, s), G.Slope<V, O>(o, o, 0)));
            O.Store(memory + n, O.Multiply(dc, f));
        }
    }
}
