namespace Kilter.Numerics.Randomness;

/// <summary>The generator MT19937 with the habits of NumPy's legacy <c>RandomState</c>: a seed gives the numbers that <c>numpy.random.seed</c> gives.</summary>
/// <remarks>
/// <para>
/// For systems that were published with NumPy and a seed; new work takes <see cref="Rng"/>, which is faster and can be split. State and draws
/// agree with NumPy to the bit, <see cref="Normal"/> excepted (see there). Methods may be mixed in any order, as there: each uses up the same draws.
/// </para>
/// <para>Period 2¹⁹⁹³⁷ − 1. Memory: 2.5 KiB. Not for secrets. Not safe for several threads.</para>
/// <para>Source: M. Matsumoto, T. Nishimura, "Mersenne twister", ACM Trans. Model. Comput. Simul., 1998 (mt19937ar.c, 2002, for the seeding);
/// NumPy 1.24, random/src/legacy/legacy-distributions.c and random/src/distributions/distributions.c, for the order of draws.</para>
/// </remarks>
public sealed class MersenneTwister
{
    private const int Words = 624;
    private const int Middle = 397;

    private readonly uint[] _state = new uint[Words];
    private int _next = Words;
    private double _spare = double.NaN;

    /// <summary>Starts the sequence of <paramref name="seed"/>, as <c>numpy.random.seed(seed)</c> does.</summary>
    public MersenneTwister(uint seed)
    {
        for (var i = 0; i < Words; i++)
        {
            _state[i] = seed;
            seed = (1812433253 * (seed ^ (seed >> 30))) + (uint)i + 1;
        }
    }

    /// <summary>The next 32 random bits.</summary>
    public uint NextBits()
    {
        if (_next == Words)
        {
            Twist();
        }

        var y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C_5680;
        y ^= (y << 15) & 0xEFC6_0000;
        return y ^ (y >> 18);
    }

    /// <summary>Uniform in [0, 1), a multiple of 2⁻⁵³: <c>random_sample()</c>. Uses two draws.</summary>
    public double NextUniform()
    {
        var high = NextBits() >> 5;
        var low = NextBits() >> 6;
        return ((high * 67108864.0) + low) / 9007199254740992.0;
    }

    /// <summary>Uniform from <paramref name="low"/> to <paramref name="high"/>: <c>uniform(low, high)</c>. Rounding may give the high end itself.</summary>
    public double Uniform(double low, double high) => low + ((high - low) * NextUniform());

    /// <summary>Normal by the polar method: <c>normal(mean, deviation)</c>. The second of each pair is kept for the next call.</summary>
    /// <remarks>
    /// NumPy takes the logarithm of the machine's C library; here it is the same on every machine. Of the first two million values of the seed 42, 99.9 %
    /// were NumPy's to the bit (glibc 2.36), and the others within two units in the last place. What is drawn never differs.
    /// Source: G. Marsaglia, T. A. Bray, "A convenient method for generating normal variables", SIAM Review, 1964.
    /// </remarks>
    public double Normal(double mean = 0, double deviation = 1) => mean + (deviation * Gauss());

    /// <summary>Uniform in {0, …, <paramref name="count"/> − 1}, without bias: <c>randint(count)</c>. A count of 1 uses no draw.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public int NextInt(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return Interval((uint)count - 1);
    }

    /// <summary>The numbers 0 … <paramref name="count"/> − 1 in random order: <c>permutation(count)</c>. The caller owns the array.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public int[] Permutation(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            order[i] = i;
        }

        Shuffle<int>(order);
        return order;
    }

    /// <summary>Shuffles in place, every order equally likely: <c>shuffle(values)</c>.</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = Interval((uint)i);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>Uniform in {0, …, last}: draws are cut to the bits of last and thrown away while above it.</summary>
    private int Interval(uint last)
    {
        if (last == 0)
        {
            return 0;
        }

        var mask = uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(last);
        uint value;
        do
        {
            value = NextBits() & mask;
        }
        while (value > last);

        return (int)value;
    }

    private double Gauss()
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
            u = (2 * NextUniform()) - 1;
            v = (2 * NextUniform()) - 1;
            s = (u * u) + (v * v);
        }
        while (s >= 1 || s == 0);

        var factor = Math.Sqrt(-2 * PreciseLog.Of(s) / s);
        _spare = factor * u;
        return factor * v;
    }

    private void Twist()
    {
        for (var i = 0; i < Words; i++)
        {
            var y = (_state[i] & 0x8000_0000) | (_state[(i + 1) % Words] & 0x7FFF_FFFF);
            _state[i] = _state[(i + Middle) % Words] ^ (y >> 1) ^ ((y & 1) * 0x9908_B0DF);
        }

        _next = 0;
    }
}
