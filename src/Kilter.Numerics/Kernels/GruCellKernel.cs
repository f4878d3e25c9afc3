using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>The end of a step of a gated recurrent unit: from gates and candidate to the new output, and back.</summary>
/// <remarks>
/// <para>n = φ(a + r∘u) where the reset comes after the recurrent product u, n = φ(a) where it came before; h = (1 − z)∘n + z∘h₋.</para>
/// <para>
/// All spans hold H rows of 16 or 32 samples. Gates are activations here, and their gradients those of activations: <see cref="ActivationKernel"/> is
/// the way between them and their sums. Allocates nothing; the same bits for every width.
/// </para>
/// <para>Source: K. Cho et al., "Learning phrase representations using RNN encoder-decoder", EMNLP, 2014.</para>
/// </remarks>
internal static unsafe class GruCellKernel
{
    /// <summary>From the sum of the candidate to its activation (in place) and the new output.</summary>
    /// <param name="cell">φ: tanh or relu.</param>
    /// <param name="reset">r. Read only where <paramref name="recurrent"/> is given.</param>
    /// <param name="update">z.</param>
    /// <param name="recurrent">u, the recurrent part of the candidate's sum, or empty where the reset came before the product.</param>
    /// <param name="candidate">a in, n out.</param>
    /// <param name="before">h₋.</param>
    /// <param name="output">h.</param>
    public static void Forward(
        FunctionKind cell, ReadOnlySpan<float> reset, ReadOnlySpan<float> update, ReadOnlySpan<float> recurrent,
        Span<float> candidate, ReadOnlySpan<float> before, Span<float> output)
    {
        var length = output.Length;
        Panel.Check(reset.Length, length, nameof(reset));
        Panel.Check(update.Length, length, nameof(update));
        Panel.Check(recurrent.Length, recurrent.IsEmpty ? 0 : length, nameof(recurrent));
        Panel.Check(candidate.Length, length, nameof(candidate));
        Panel.Check(before.Length, length, nameof(before));
        if (cell == FunctionKind.Tanh)
        {
            Forward<TanhFunction>(reset, update, recurrent, candidate, before, output);
        }
        else
        {
            Forward<ReluFunction>(reset, update, recurrent, candidate, before, output);
        }
    }

    /// <summary>From the gradient of h to those of the gates, of the candidate's sum and of h₋ (its direct part).</summary>
    /// <param name="cell">φ.</param>
    /// <param name="reset">r.</param>
    /// <param name="update">z.</param>
    /// <param name="recurrent">u, or empty.</param>
    /// <param name="candidate">n.</param>
    /// <param name="before">h₋.</param>
    /// <param name="above">The gradient of h from the layer above, or empty.</param>
    /// <param name="later">The gradient of h from the step after in; z times the whole gradient of h out.</param>
    /// <param name="resetGradient">That of r; written only where u is given.</param>
    /// <param name="updateGradient">That of z.</param>
    /// <param name="sum">That of a.</param>
    /// <param name="recurrentGradient">That of u; written only where u is given.</param>
    public static void Backward(
        FunctionKind cell, ReadOnlySpan<float> reset, ReadOnlySpan<float> update, ReadOnlySpan<float> recurrent,
        ReadOnlySpan<float> candidate, ReadOnlySpan<float> before, ReadOnlySpan<float> above, Span<float> later,
        Span<float> resetGradient, Span<float> updateGradient, Span<float> sum, Span<float> recurrentGradient)
    {
        var length = later.Length;
        Panel.Check(reset.Length, length, nameof(reset));
        Panel.Check(update.Length, length, nameof(update));
        Panel.Check(candidate.Length, length, nameof(candidate));
        Panel.Check(before.Length, length, nameof(before));
        Panel.Check(above.Length, above.IsEmpty ? 0 : length, nameof(above));
        Panel.Check(updateGradient.Length, length, nameof(updateGradient));
        Panel.Check(sum.Length, length, nameof(sum));
        if (!recurrent.IsEmpty)
        {
            Panel.Check(recurrent.Length, length, nameof(recurrent));
            Panel.Check(resetGradient.Length, length, nameof(resetGradient));
            Panel.Check(recurrentGradient.Length, length, nameof(recurrentGradient));
        }

        fixed (float* r = reset, z = update, u = recurrent, n = candidate, h0 = before, up = above, dh = later)
        fixed (float* dr = resetGradient, dz = updateGradient, da = sum, du = recurrentGradient)
        {
            var work = new GruGradients(length, r, z, u, n, h0, up, dh, dr, dz, da, du);
            if (cell == FunctionKind.Tanh)
            {
                Backward<TanhFunction>(work);
            }
            else
            {
                Backward<ReluFunction>(work);
            }
        }
    }

    private static void Forward<C>(
        ReadOnlySpan<float> reset, ReadOnlySpan<float> update, ReadOnlySpan<float> recurrent,
        Span<float> candidate, ReadOnlySpan<float> before, Span<float> output)
        where C : struct, IFunction
    {
        fixed (float* r = reset, z = update, u = recurrent, n = candidate, h0 = before, h = output)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    Forward<C, Vector512<float>, Vector512Lanes>(output.Length, r, z, u, n, h0, h);
                    break;
                case 8:
                    Forward<C, Vector256<float>, Vector256Lanes>(output.Length, r, z, u, n, h0, h);
                    break;
                default:
                    Forward<C, Vector128<float>, Vector128Lanes>(output.Length, r, z, u, n, h0, h);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<C, V, O>(int length, float* reset, float* update, float* recurrent, float* candidate, float* before, float* output)
        where C : struct, IFunction
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var k = 0; k < length; k += O.Lanes)
        {
            var a = O.Load(candidate + k);
            if (recurrent != null)
            {
                a = O.MultiplyAdd(O.Load(reset + k), O.Load(recurrent + k), a);
            }

            var n = C.Value<V, O>(a, 0);
            O.Store(candidate + k, n);
            O.Store(output + k, O.MultiplyAdd(O.Load(update + k), O.Subtract(O.Load(before + k), n), n));
        }
    }

    private static void Backward<C>(in GruGradients work)
        where C : struct, IFunction
    {
        switch (Simd.Lanes)
        {
            case 16:
                Backward<C, Vector512<float>, Vector512Lanes>(work);
                break;
            case 8:
                Backward<C, Vector256<float>, Vector256Lanes>(work);
                break;
            default:
                Backward<C, Vector128<float>, Vector128Lanes>(work);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward<C, V, O>(in GruGradients w)
        where C : struct, IFunction
        where V : unmanaged
        where O : struct, IVector<V>
    {
        for (var k = 0; k < w.Length; k += O.Lanes)
        {
            var (z, n) = (O.Load(w.Update + k), O.Load(w.Candidate + k));
            var dh = O.Load(w.Later + k);
            if (w.Above != null)
            {
                dh = O.Add(dh, O.Load(w.Above + k));
            }

            var through = O.Multiply(dh, z);
            var da = O.Multiply(O.Subtract(dh, through), C.Slope<V, O>(n, n, 0));
            O.Store(w.Later + k, through);
            O.Store(w.UpdateGradient + k, O.Multiply(dh, O.Subtract(O.Load(w.Before + k), n)));
            O.Store(w.Sum + k, da);
            if (w.Recurrent != null)
            {
                O.Store(w.ResetGradient + k, O.Multiply(da, O.Load(w.Recurrent + k)));
                O.Store(w.RecurrentGradient + k, O.Multiply(da, O.Load(w.Reset + k)));
            }
        }
    }

    private readonly struct GruGradients(
        int length, float* reset, float* update, float* recurrent, float* candidate, float* before, float* above, float* later,
        float* resetGradient, float* updateGradient, float* sum, float* recurrentGradient)
    {
        public readonly int Length = length;
        public readonly float* Reset = reset;
        public readonly float* Update = update;
        public readonly float* Recurrent = recurrent;
        public readonly float* Candidate = candidate;
        public readonly float* Before = before;
        public readonly float* Above = above;
        public readonly float* Later = later;
        public readonly float* ResetGradient = resetGradient;
        public readonly float* UpdateGradient = updateGradient;
        public readonly float* Sum = sum;
        public readonly float* RecurrentGradient = recurrentGradient;
    }
}
