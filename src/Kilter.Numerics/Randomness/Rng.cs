namespace Kilter.Numerics.Randomness;

/// <summary>A random number generator whose sequence is fixed for ever: a seed means the same on every machine and in every version.</summary>
/// <remarks>
/// <para>xoshiro256++ seeded by SplitMix64. Period 2²⁵⁶ − 1; passes BigCrush. Not for secrets. Not safe for several threads: <see cref="Split"/> one for each piece of work.</para>
/// <para>Source: D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", ACM Trans. Math. Softw., 2021; G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA, 2014.</para>
/// </remarks>
public sealed class Rng
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double _spare = double.NaN;

    /// <summary>Starts the sequence of <paramref name="seed"/>.</summary>
    public Rng(ulong seed)
    {
        _s0 = Mix(ref seed);
        _s1 = Mix(ref seed);
        _s2 = Mix(ref seed);
        _s3 = Mix(ref seed);
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits()
    {
        var result = ulong.RotateLeft(_s0 + _s3, 23) + _s0;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = ulong.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), a multiple of 2⁻⁵³.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double NextDouble(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>Uniform in {0, …, <paramref name="count"/> − 1}, without bias.</summary>
    /// <remarks>Source: D. Lemire, "Fast random integer generation in an interval", ACM Trans. Model. Comput. Simul., 2019.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public int NextInt(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var range = (ulong)count;
        var high = Math.BigMul(NextBits(), range, out var low);
        if (low < range)
        {
            var floor = (0UL - range) % range;
            while (low < floor)
            {
                high = Math.BigMul(NextBits(), range, out low);
            }
        }

        return (int)high;
    }

    /// <summary>Normal with mean 0 and variance 1, by the polar method; the second of each pair is kept for the next call.</summary>
    /// <remarks>Source: G. Marsaglia, T. A. Bray, "A convenient method for generating normal variables", SIAM Review, 1964.</remarks>
    public double NextNormal()
    {
        if (!double.IsNaN(_spare))
        {
            var kept = _spare;
            _spare = double.NaN;
            return kept;
        }

        double u, v, s;
        do
        {
            u = (2 * NextDouble()) - 1;
            v = (2 * NextDouble()) - 1;
            s = (u * u) + (v * v);
        }
        while (s >= 1 || s == 0);

        var factor = Math.Sqrt(-2 * PortableMath.Log(s) / s);
        _spare = v * factor;
        return u * factor;
    }

    /// <summary>A generator of its own for a piece of work: depends on this one's next bits and on <paramref name="stream"/>.</summary>
    public Rng Split(ulong stream) => new(NextBits() ^ (stream * 0x9E37_79B9_7F4A_7C15UL));

    /// <summary>Shuffles in place, every order equally likely.</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    private static ulong Mix(ref ulong state)
    {
        state += 0x9E37_79B9_7F4A_7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EBUL;
        return z ^ (z >> 31);
    }
}
