using Kilter.Numerics.Randomness;

namespace Kilter.Numerics.Statistics;

/// <summary>The rational approximations behind <see cref="NormalDistribution"/>.</summary>
internal static class NormalTail
{
    private const double MiddleValue = 8.45062911510467529297e-01;

    /// <summary>erfc(x) for |x| below 1.25.</summary>
    public static double Near(double x)
    {
        var size = Math.Abs(x);
        if (size < 0.84375)
        {
            var z = x * x;
            return 1 - (x + (x * Ratio(z, SmallTop, SmallBottom)));
        }

        var erf = MiddleValue + Ratio(size - 1, MiddleTop, MiddleBottom);
        return x < 0 ? 1 + erf : 1 - erf;
    }

    /// <summary>ln(erfc(x)·x·e^(x²)) for x of 1.25 and more; −ln √π far out.</summary>
    public static double LogScale(double x)
    {
        var s = 1 / (x * x);
        return (x < 1 / 0.35 ? Ratio(s, TailTop, TailBottom) : Ratio(s, FarTailTop, FarTailBottom)) - 0.5625;
    }

    /// <summary>The z that a share p in (0, 0.5] lies above.</summary>
    public static double Quantile(double p)
    {
        var q = 0.5 - p;
        if (q <= 0.425)
        {
            return q * Ratio(0.180625 - (q * q), NearTop, NearBottom);
        }

        var r = Math.Sqrt(-PortableMath.Log(p));
        return r <= 5 ? Ratio(r - 1.6, MidTop, MidBottom) : Ratio(r - 5, FarTop, FarBottom);
    }

    private static double Ratio(double x, ReadOnlySpan<double> top, ReadOnlySpan<double> bottom) => Polynomial(x, top) / Polynomial(x, bottom);

    private static double Polynomial(double x, ReadOnlySpan<double> coefficients)
    {
        var value = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
        {
            value = (value * x) + coefficients[i];
        }

        return value;
    }

    private static ReadOnlySpan<double> SmallTop =>
    [
        1.28379167095512558561e-01, -3.25042107247001499370e-01, -2.84817495755985104766e-02, -5.77027029648944159157e-03, -2.37630166566501626084e-05,
    ];

    private static ReadOnlySpan<double> SmallBottom =>
    [
        1, 3.97917223959155352819e-01, 6.50222499887672944485e-02, 5.08130628187576562776e-03, 1.32494738004321644526e-04, -3.96022827877536812320e-06,
    ];

    private static ReadOnlySpan<double> MiddleTop =>
    [
        -2.36211856075265944077e-03, 4.14856118683748331666e-01, -3.72207876035701323847e-01, 3.18346619901161753674e-01,
        -1.10894694282396677476e-01, 3.54783043256182359371e-02, -2.16637559486879084300e-03,
    ];

    private static ReadOnlySpan<double> MiddleBottom =>
    [
        1, 1.06420880400844228286e-01, 5.40397917702171048937e-01, 7.18286544141962662868e-02,
        1.26171219808761642112e-01, 1.36370839120290507362e-02, 1.19844998467991074170e-02,
    ];

    private static ReadOnlySpan<double> TailTop =>
    [
        -9.86494403484714822705e-03, -6.93858572707181764372e-01, -1.05586262253232909814e+01, -6.23753324503260060396e+01,
        -1.62396669462573470355e+02, -1.84605092906711035994e+02, -8.12874355063065934246e+01, -9.81432934416914548592e+00,
    ];

    private static ReadOnlySpan<double> TailBottom =>
    [
        1, 1.96512716674392571292e+01, 1.37657754143519042600e+02, 4.34565877475229228821e+02, 6.45387271733267880336e+02,
        4.29008140027567833386e+02, 1.08635005541779435134e+02, 6.57024977031928170135e+00, -6.04244152148580987438e-02,
    ];

    private static ReadOnlySpan<double> FarTailTop =>
    [
        -9.86494292470009928597e-03, -7.99283237680523006574e-01, -1.77579549177547519889e+01, -1.60636384855821916062e+02,
        -6.37566443368389627722e+02, -1.02509513161107724954e+03, -4.83519191608651397019e+02,
    ];

    private static ReadOnlySpan<double> FarTailBottom =>
    [
        1, 3.03380607434824582924e+01, 3.25792512996573918826e+02, 1.53672958608443695994e+03,
        3.19985821950859553908e+03, 2.55305040643316442583e+03, 4.74528541206955367215e+02, -2.24409524465858183362e+01,
    ];

    private static ReadOnlySpan<double> NearTop =>
    [
        3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
        45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
    ];

    private static ReadOnlySpan<double> NearBottom =>
    [
        1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077,
        21213.794301586595867, 39307.895800092710610, 28729.085735721942674, 5226.4952788528545610,
    ];

    private static ReadOnlySpan<double> MidTop =>
    [
        1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
        1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4,
    ];

    private static ReadOnlySpan<double> MidBottom =>
    [
        1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550,
        0.148103976427480074590, 0.0151986665636164571966, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
    ];

    private static ReadOnlySpan<double> FarTop =>
    [
        6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230,
        0.0265321895265761230930, 0.00124266094738807843860, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ];

    private static ReadOnlySpan<double> FarBottom =>
    [
        1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
    ];
}
