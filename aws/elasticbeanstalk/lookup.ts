/** The provider's function that finds the newest platform whose name fits. */
export const GET_PLATFORM = "aws:elasticbeanstalk/getSolutionStack:getSolutionStack";
