// refused by imports: domain-pure
export { Injectable } from '@nestjs/common';
