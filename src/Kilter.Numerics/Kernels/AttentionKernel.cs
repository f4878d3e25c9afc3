using System.Runtime.Intrinsics;

namespace Kilter.Numerics.Kernels;

/// <summary>What one head of attention reads: where queries, keys and values lie.</summary>
/// <param name="Lanes">Samples of the panel.</param>
/// <param name="Queries">Steps that ask.</param>
/// <param name="Keys">Steps that are asked.</param>
/// <param name="Width">d, values of a query and of a key.</param>
/// <param name="ValueWidth">Values of a value.</param>
/// <param name="Scale">Of the scores, as 1/√d.</param>
/// <param name="Causal">True where step t asks only steps up to t.</param>
/// <param name="QueryStride">Floats from one step of the queries to the next.</param>
/// <param name="KeyStride">Likewise of the keys.</param>
/// <param name="ValueStride">Likewise of the values.</param>
/// <param name="OutputStride">Likewise of the output.</param>
/// <param name="WeightStride">Floats from the weights of one query to those of the next: Keys·Lanes to keep them, 0 to let them go.</param>
internal readonly record struct AttentionShape(
    int Lanes, int Queries, int Keys, int Width, int ValueWidth, float Scale, bool Causal, int QueryStride, int KeyStride, int ValueStride, int OutputStride, int WeightStride)
{
    /// <summary>Keys that a query sees.</summary>
    public int Seen(int query) => Causal ? Math.Min(Keys, query + 1) : Keys;
}

/// <summary>Scaled dot-product attention of one head: y[t] = Σᵤ p[t][u]·v[u], p[t] = softmax over u of scale·q[t]·k[u].</summary>
/// <remarks>
/// All of it runs in the sample's own lane: dot products in order of their terms, softmax in order of the keys with the largest score taken off.
/// Allocates nothing; the same bits for every width. Weights of unseen keys are neither written nor read.
/// Source: A. Vaswani et al., "Attention is all you need", NeurIPS, 2017, section 3.2.1.
/// </remarks>
internal static unsafe class AttentionKernel
{
    /// <summary>y, and the weights p.</summary>
    /// <param name="a">The shapes.</param>
    /// <param name="q">[query][i][sample].</param>
    /// <param name="k">[key][i][sample].</param>
    /// <param name="v">[key][j][sample].</param>
    /// <param name="p">[query][key][sample].</param>
    /// <param name="y">[query][j][sample]. Overwritten.</param>
    public static void Forward(in AttentionShape a, ReadOnlySpan<float> q, ReadOnlySpan<float> k, ReadOnlySpan<float> v, Span<float> p, Span<float> y)
    {
        Check(a, q.Length, k.Length, v.Length, p.Length, y.Length);
        fixed (float* queries = q, keys = k, values = v, weights = p, to = y)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    AttentionLoops<Vector512<float>, Vector512Lanes>.Forward(a, queries, keys, values, weights, to);
                    break;
                case 8:
                    AttentionLoops<Vector256<float>, Vector256Lanes>.Forward(a, queries, keys, values, weights, to);
                    break;
                default:
                    AttentionLoops<Vector128<float>, Vector128Lanes>.Forward(a, queries, keys, values, weights, to);
                    break;
            }
        }
    }

    /// <summary>Gradients of queries, keys and values, which are added to.</summary>
    /// <param name="a">The shapes; gradients lie like what they are of.</param>
    /// <param name="q">As in forward.</param>
    /// <param name="k">As in forward.</param>
    /// <param name="v">As in forward.</param>
    /// <param name="p">What forward left.</param>
    /// <param name="dy">[query][j][sample].</param>
    /// <param name="scratch">Keys·Lanes floats.</param>
    /// <param name="dq">Added to.</param>
    /// <param name="dk">Added to.</param>
    /// <param name="dv">Added to.</param>
    public static void AddBackward(
        in AttentionShape a, ReadOnlySpan<float> q, ReadOnlySpan<float> k, ReadOnlySpan<float> v, ReadOnlySpan<float> p, ReadOnlySpan<float> dy,
        Span<float> scratch, Span<float> dq, Span<float> dk, Span<float> dv)
    {
        Check(a, q.Length, k.Length, v.Length, p.Length, dy.Length);
        Check(a, dq.Length, dk.Length, dv.Length, p.Length, dy.Length);
        Panel.Check(scratch.Length, a.Keys * a.Lanes, nameof(scratch));
        fixed (float* queries = q, keys = k, values = v, weights = p, gradient = dy, slopes = scratch, toQ = dq, toK = dk, toV = dv)
        {
            switch (Simd.Lanes)
            {
                case 16:
                    AttentionLoops<Vector512<float>, Vector512Lanes>.AddBackward(a, queries, keys, values, weights, gradient, slopes, toQ, toK, toV);
                    break;
                case 8:
                    AttentionLoops<Vector256<float>, Vector256Lanes>.AddBackward(a, queries, keys, values, weights, gradient, slopes, toQ, toK, toV);
                    break;
                default:
                    AttentionLoops<Vector128<float>, Vector128Lanes>.AddBackward(a, queries, keys, values, weights, gradient, slopes, toQ, toK, toV);
                    break;
            }
        }
    }

    private static void Check(in AttentionShape a, int q, int k, int v, int p, int y)
    {
        Panel.Check(q, ((a.Queries - 1) * a.QueryStride) + (a.Width * a.Lanes), nameof(q));
        Panel.Check(k, ((a.Keys - 1) * a.KeyStride) + (a.Width * a.Lanes), nameof(k));
        Panel.Check(v, ((a.Keys - 1) * a.ValueStride) + (a.ValueWidth * a.Lanes), nameof(v));
        Panel.Check(p, ((a.Queries - 1) * a.WeightStride) + (a.Keys * a.Lanes), nameof(p));
        Panel.Check(y, ((a.Queries - 1) * a.OutputStride) + (a.ValueWidth * a.Lanes), nameof(y));
    }
}

/// <summary>The loops of <see cref="AttentionKernel"/> for one width. Rows lie <c>lanes</c> floats apart.</summary>
internal static unsafe class AttentionLoops<V, O>
    where V : unmanaged
    where O : struct, IVector<V>
{
    public static void Forward(in AttentionShape a, float* q, float* k, float* v, float* p, float* y)
    {
        for (var s = 0; s < a.Lanes; s += O.Lanes)
        {
            for (var t = 0; t < a.Queries; t++)
            {
                var seen = a.Seen(t);
                var weights = p + (t * a.WeightStride) + s;
                Dots(a.Lanes, a.Width, seen, q + (t * a.QueryStride) + s, k + s, a.KeyStride, weights);
                Softmax(a.Lanes, seen, a.Scale, weights);
                Combine(a.Lanes, a.ValueWidth, seen, weights, v + s, a.ValueStride, y + (t * a.OutputStride) + s, accumulate: false);
            }
        }
    }

    public static void AddBackward(
        in AttentionShape a, float* q, float* k, float* v, float* p, float* dy, float* slopes, float* dq, float* dk, float* dv)
    {
        for (var s = 0; s < a.Lanes; s += O.Lanes)
        {
            for (var t = 0; t < a.Queries; t++)
            {
                var seen = a.Seen(t);
                float* weights = p + (t * a.WeightStride) + s, gradient = dy + (t * a.OutputStride) + s;
                Dots(a.Lanes, a.ValueWidth, seen, gradient, v + s, a.ValueStride, slopes + s);
                Spread(a.Lanes, a.ValueWidth, seen, weights, gradient, dv + s, a.ValueStride);
                SoftmaxBackward(a.Lanes, seen, a.Scale, weights, slopes + s);
                Combine(a.Lanes, a.Width, seen, slopes + s, k + s, a.KeyStride, dq + (t * a.QueryStride) + s, accumulate: true);
                Spread(a.Lanes, a.Width, seen, slopes + s, q + (t * a.QueryStride) + s, dk + s, a.KeyStride);
            }
        }
    }

    /// <summary>out[u] = Σᵢ a[i]·b[u][i], four u at a time so that a is read once for them.</summary>
    private static void Dots(int lanes, int width, int count, float* a, float* b, int stride, float* to)
    {
        var u = 0;
        for (; u + 4 <= count; u += 4)
        {
            V s0 = default, s1 = default, s2 = default, s3 = default;
            float* b0 = b + (u * stride), b1 = b0 + stride, b2 = b1 + stride, b3 = b2 + stride;
            for (var i = 0; i < width * lanes; i += lanes)
            {
                var value = O.Load(a + i);
                s0 = O.MultiplyAdd(value, O.Load(b0 + i), s0);
                s1 = O.MultiplyAdd(value, O.Load(b1 + i), s1);
                s2 = O.MultiplyAdd(value, O.Load(b2 + i), s2);
                s3 = O.MultiplyAdd(value, O.Load(b3 + i), s3);
            }

            O.Store(to + (u * lanes), s0);
            O.Store(to + ((u + 1) * lanes), s1);
            O.Store(to + ((u + 2) * lanes), s2);
            O.Store(to + ((u + 3) * lanes), s3);
        }

        for (; u < count; u++)
        {
            V sum = default;
            for (var i = 0; i < width * lanes; i += lanes)
            {
                sum = O.MultiplyAdd(O.Load(a + i), O.Load(b + (u * stride) + i), sum);
            }

            O.Store(to + (u * lanes), sum);
        }
    }

    /// <summary>out[i] = Σᵤ w[u]·b[u][i], added to or written, four i at a time.</summary>
    private static void Combine(int lanes, int width, int count, float* w, float* b, int stride, float* to, bool accumulate)
    {
        var i = 0;
        for (; i + 4 <= width; i += 4)
        {
            V s0 = default, s1 = default, s2 = default, s3 = default;
            var place = to + (i * lanes);
            if (accumulate)
            {
                (s0, s1, s2, s3) = (O.Load(place), O.Load(place + lanes), O.Load(place + (2 * lanes)), O.Load(place + (3 * lanes)));
            }

            var from = b + (i * lanes);
            for (var u = 0; u < count; u++, from += stride)
            {
                var weight = O.Load(w + (u * lanes));
                s0 = O.MultiplyAdd(weight, O.Load(from), s0);
                s1 = O.MultiplyAdd(weight, O.Load(from + lanes), s1);
                s2 = O.MultiplyAdd(weight, O.Load(from + (2 * lanes)), s2);
                s3 = O.MultiplyAdd(weight, O.Load(from + (3 * lanes)), s3);
            }

            O.Store(place, s0);
            O.Store(place + lanes, s1);
            O.Store(place + (2 * lanes), s2);
            O.Store(place + (3 * lanes), s3);
        }

        for (; i < width; i++)
        {
            var place = to + (i * lanes);
            var sum = accumulate ? O.Load(place) : default;
            for (var u = 0; u < count; u++)
            {
                sum = O.MultiplyAdd(O.Load(w + (u * lanes)), O.Load(b + (u * stride) + (i * lanes)), sum);
            }

            O.Store(place, sum);
        }
    }

    /// <summary>b[u][i] += w[u]·a[i].</summary>
    private static void Spread(int lanes, int width, int count, float* w, float* a, float* b, int stride)
    {
        for (var u = 0; u < count; u++)
        {
            var weight = O.Load(w + (u * lanes));
            var to = b + (u * stride);
            for (var i = 0; i < width * lanes; i += lanes)
            {
                O.Store(to + i, O.MultiplyAdd(weight, O.Load(a + i), O.Load(to + i)));
            }
        }
    }

    /// <summary>p[u] = exp(scale·p[u] − largest) / Σ.</summary>
    private static void Softmax(int lanes, int count, float scale, float* p)
    {
        var factor = O.All(scale);
        var largest = O.Multiply(factor, O.Load(p));
        for (var u = 0; u < count; u++)
        {
            var score = O.Multiply(factor, O.Load(p + (u * lanes)));
            O.Store(p + (u * lanes), score);
            largest = O.Max(largest, score);
        }

        V sum = default;
        for (var u = 0; u < count; u++)
        {
            var e = Functions<V, O>.Exp(O.Subtract(O.Load(p + (u * lanes)), largest));
            O.Store(p + (u * lanes), e);
            sum = O.Add(sum, e);
        }

        for (var u = 0; u < count; u++)
        {
            O.Store(p + (u * lanes), O.Divide(O.Load(p + (u * lanes)), sum));
        }
    }

    /// <summary>slope[u] = scale·p[u]·(slope[u] − Σ p·slope).</summary>
    private static void SoftmaxBackward(int lanes, int count, float scale, float* p, float* slopes)
    {
        V sum = default;
        for (var u = 0; u < count; u++)
        {
            sum = O.MultiplyAdd(O.Load(p + (u * lanes)), O.Load(slopes + (u * lanes)), sum);
        }

        var factor = O.All(scale);
        for (var u = 0; u < count; u++)
        {
            var weight = O.Multiply(factor, O.Load(p + (u * lanes)));
            O.Store(slopes + (u * lanes), O.Multiply(weight, O.Subtract(O.Load(slopes + (u * lanes)), sum)));
        }
    }
}
