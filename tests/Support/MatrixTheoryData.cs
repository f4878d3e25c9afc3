namespace Kilter.Tests.Support;

/// <summary>Every combination of two or three lists of values, as cases of a theory.</summary>
internal static class MatrixTheoryData
{
    public static TheoryData<T1, T2> Of<T1, T2>(T1[] first, T2[] second)
        => new(from a in first from b in second select (a, b));

    public static TheoryData<T1, T2, T3> Of<T1, T2, T3>(T1[] first, T2[] second, T3[] third)
        => new(from a in first from b in second from c in third select (a, b, c));
}
