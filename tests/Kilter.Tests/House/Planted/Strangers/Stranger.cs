// A namespace that has no place in the planted flow.
namespace Kilter.Tests.House.Planted.Strangers;

internal sealed class Stranger;
