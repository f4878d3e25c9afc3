namespace Kilter.Tests.Support;

/// <summary>
/// The mark of tests that compare results with stored bits: <c>[Trait(BitStability.Law, BitStability.SameBits)]</c>.
/// <c>./dev test</c> runs them again with AVX-512 switched off and with AVX2 switched off.
/// </summary>
internal static class BitStability
{
    public const string Law = "Law";
    public const string SameBits = "SameBits";
}
